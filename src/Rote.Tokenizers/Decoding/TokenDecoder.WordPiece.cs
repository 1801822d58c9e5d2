namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>Joins tokens with a space, except those that continue a word.</summary>
    /// <param name="Prefix">What a token that continues a word begins with; it is dropped, in the first token it stays. Default: <c>##</c>.</param>
    /// <param name="Cleanup">True closes up English punctuation and contractions within each token, its space included. Default: true.</param>
    public sealed record WordPiece(string Prefix = "##", bool Cleanup = true) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            bool isFirst = true;
            foreach (string token in tokens)
            {
                string text = isFirst ? token : token.StartsWith(Prefix, StringComparison.Ordinal) ? token[Prefix.Length..] : $" {token}";
                isFirst = false;
                yield return Cleanup ? SpaceCleanup.Apply(text, joinsDoNot: true) : text;
            }
        }
    }
}
