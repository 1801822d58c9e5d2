namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>Joins tokens with a space, except those that continue a word.</summary>
    /// <param name="Prefix">What a token that continues a word begins with; it is dropped, in the first token it stays. Default: <c>##</c>.</param>
    /// <param name="Cleanup">True closes up English punctuation and contractions within each token, its space included. Default: true.</param>
    public sealed record WordPiece(string Prefix = "##", bool Cleanup = true) : TokenDecoder
    {
        internal override IReadOnlyList<string> Apply(IReadOnlyList<string> tokens)
        {
            string[] decoded = new string[tokens.Count];
            for (int index = 0; index < decoded.Length; index++)
            {
                string token = tokens[index];
                if (index > 0)
                    token = token.StartsWith(Prefix, StringComparison.Ordinal) ? token[Prefix.Length..] : $" {token}";
                decoded[index] = Cleanup ? SpaceCleanup.Apply(token, joinsDoNot: true) : token;
            }
            return decoded;
        }
    }
}
