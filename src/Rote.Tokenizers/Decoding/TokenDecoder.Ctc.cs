namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>
    /// For outputs of connectionist temporal classification (Graves et al. 2006): of equal tokens that follow one another one is kept, and padding is dropped.
    /// </summary>
    /// <param name="PaddingToken">The padding, the blank of CTC. Default: <c>&lt;pad&gt;</c>.</param>
    /// <param name="WordDelimiter">What stands between words. Default: <c>|</c>.</param>
    /// <param name="Cleanup">True makes spaces of word delimiters and closes up punctuation within each token, as <see cref="WordPiece"/> does. Default: true.</param>
    public sealed record Ctc(string PaddingToken = "<pad>", string WordDelimiter = "|", bool Cleanup = true) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            var padding = new SplitPattern.Literal(PaddingToken);
            var delimiter = new SplitPattern.Literal(WordDelimiter);
            string? before = null;
            foreach (string token in tokens)
            {
                if (token == before)
                    continue;
                before = token;
                string text = Substitute(token, padding, "");
                if (Cleanup)
                    text = Substitute(SpaceCleanup.Apply(text, joinsDoNot: true), delimiter, " ");
                if (text.Length > 0)
                    yield return text;
            }
        }
    }
}
