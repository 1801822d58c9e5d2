namespace Rote.Tokenizers;

/// <summary>What a post-processor makes of any text, or any pair of texts: which tokens stand where.</summary>
internal sealed class EncodingLayout
{
    private EncodingLayout(LayoutDraft draft, bool namesSequences, bool namesOverflow)
    {
        Segments = [.. draft.Parts.SelectMany(part => part)];
        SpecialCount = Segments.Count(segment => segment.Text is null);
        SecondComesFirst = Segments.First(segment => segment.Text is not null).Text == 1;
        int first = Segments[0].TypeId;
        OnlyTypeId = Segments.All(segment => segment.TypeId == first && (segment.Text is null || segment.OverflowTypeId == first)) ? first : null;
        NamesSequences = namesSequences;
        NamesOverflow = namesOverflow;
        NamesParts = draft.NamesParts;
    }

    /// <summary>The segments, in order; each text is there once.</summary>
    public LayoutSegment[] Segments { get; }

    /// <summary>How many tokens are added.</summary>
    public int SpecialCount { get; }

    /// <summary>The type id of every token, where they have one in common, overflowing windows too; else null.</summary>
    public int? OnlyTypeId { get; }

    /// <summary>True when the second text of a pair stands before the first.</summary>
    public bool SecondComesFirst { get; }

    /// <summary>True when tokens know which text they are of. Without a post-processor Hugging Face tells it of pairs only.</summary>
    public bool NamesSequences { get; }

    /// <summary>True when tokens of overflowing windows know it too.</summary>
    public bool NamesOverflow { get; }

    /// <summary>True when all tokens are named, added ones too, and none need be of the first text.</summary>
    public bool NamesParts { get; }

    /// <summary>Makes the layout.</summary>
    /// <param name="postProcessor">A post-processor without violations, or null.</param>
    /// <param name="isPair">True for two texts.</param>
    /// <param name="addSpecialTokens">False adds no tokens.</param>
    public static EncodingLayout Of(PostProcessor? postProcessor, bool isPair, bool addSpecialTokens)
    {
        var draft = new LayoutDraft(isPair);
        postProcessor?.Apply(draft, addSpecialTokens);
        return new EncodingLayout(draft, postProcessor is not null || isPair, postProcessor is not null);
    }
}
