namespace Rote.Tokenizers;

/// <summary>A row of tokens that post-processors complete one after the other, before any text is known. It consists of parts, at first the texts.</summary>
internal sealed class LayoutDraft(bool isPair)
{
    /// <summary>The parts; segments that one post-processor puts around a text make one part with it.</summary>
    public List<LayoutSegment[]> Parts { get; set; } = isPair ? [[new LayoutSegment(0)], [new LayoutSegment(1)]] : [[new LayoutSegment(0)]];

    /// <summary>Has white space taken out of the ranges of all tokens.</summary>
    public void Trim(bool addsPrefixSpace) => Parts = [.. Parts.Select(part => part
        .Select((segment, index) => segment with { Trims = [.. segment.Trims, new OffsetTrim(addsPrefixSpace, index == 0)] }).ToArray())];

    /// <summary>True when parts were named by their numbers.</summary>
    public bool NamesParts { get; private set; }

    /// <summary>
    /// Names each part by its number: all tokens of the n-th are of sequence n. A text keeps its old name too; of several parts of one name the last has it, of several
    /// names of one part the highest counts, as in Hugging Face's.
    /// </summary>
    public void NameParts()
    {
        NamesParts = true;
        var owners = new SortedDictionary<int, int>();
        for (int index = 0; index < Parts.Count; index++)
        {
            foreach (int name in Parts[index].Select(segment => segment.Sequence).OfType<int>().Append(index))
                owners[name] = index;
        }
        Parts = [.. Parts.Select((part, index) =>
        {
            int? name = owners.Where(owner => owner.Value == index).Select(owner => (int?)owner.Key).LastOrDefault();
            return part.Select(segment => segment with { Sequence = name }).ToArray();
        })];
    }

    /// <summary>Rewrites every segment of every part.</summary>
    public void Rewrite(Func<LayoutSegment, LayoutSegment> rewrite) => Parts = [.. Parts.Select(part => part.Select(rewrite).ToArray())];

    /// <summary>Puts classification and separator tokens around the parts.</summary>
    /// <param name="before">The token before the first part.</param>
    /// <param name="separator">The token after every part.</param>
    /// <param name="opensSecond">True: a separator stands before the second part too.</param>
    /// <param name="secondType">The segment of the second part's separators.</param>
    public void Surround(TemplateToken before, TemplateToken separator, bool opensSecond, int secondType)
    {
        LayoutSegment opening = new(before, 0), closing = new(separator, 0), second = new(separator, secondType);
        Parts = [.. Parts.Select((part, index) =>
        {
            var inner = part.Select(segment => segment with { IsSpecial = false, Sequence = Math.Min(index, 1) });
            LayoutSegment[] whole = index == 0 ? [opening, .. inner, closing] : opensSecond ? [second, .. inner, second] : [.. inner, second];
            return whole;
        })];
    }
}
