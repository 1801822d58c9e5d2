namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>For vocabularies that mark the ends of words: the mark becomes a space, and nothing in the last token. In a tokenizer.json it is <c>BPEDecoder</c>.</summary>
    /// <param name="Suffix">The mark. Default: <c>&lt;/w&gt;</c>.</param>
    public sealed record EndOfWord(string Suffix = "</w>") : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            var mark = new SplitPattern.Literal(Suffix);
            string? before = null;
            foreach (string token in tokens)
            {
                if (before is not null)
                    yield return Substitute(before, mark, " ");
                before = token;
            }
            if (before is not null)
                yield return Substitute(before, mark, "");
        }
    }
}
