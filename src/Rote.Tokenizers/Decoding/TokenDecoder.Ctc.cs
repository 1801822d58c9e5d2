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
        internal override IReadOnlyList<string> Apply(IReadOnlyList<string> tokens)
        {
            var padding = new SplitPattern.Literal(PaddingToken);
            var delimiter = new SplitPattern.Literal(WordDelimiter);
            var decoded = new List<string>(tokens.Count);
            for (int index = 0; index < tokens.Count; index++)
            {
                if (index > 0 && tokens[index] == tokens[index - 1])
                    continue;
                string text = Substitute(tokens[index], padding, "");
                if (Cleanup)
                    text = Substitute(SpaceCleanup.Apply(text, joinsDoNot: true), delimiter, " ");
                if (text.Length > 0)
                    decoded.Add(text);
            }
            return decoded;
        }
    }
}
