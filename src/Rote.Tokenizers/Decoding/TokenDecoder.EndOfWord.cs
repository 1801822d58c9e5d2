namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>For vocabularies that mark the ends of words: the mark becomes a space, and nothing in the last token. In a tokenizer.json it is <c>BPEDecoder</c>.</summary>
    /// <param name="Suffix">The mark. Default: <c>&lt;/w&gt;</c>.</param>
    public sealed record EndOfWord(string Suffix = "</w>") : TokenDecoder
    {
        internal override IReadOnlyList<string> Apply(IReadOnlyList<string> tokens)
        {
            var mark = new SplitPattern.Literal(Suffix);
            return [.. tokens.Select((token, index) => Substitute(token, mark, index == tokens.Count - 1 ? "" : " "))];
        }
    }
}
