namespace Rote.Tokenizers;

/// <summary>Makes text of tokens. The cases are closed.</summary>
public abstract record TokenDecoder
{
    private TokenDecoder()
    {
    }

    /// <summary>Rewrites the tokens; the text is what they are, one after the other.</summary>
    internal abstract IReadOnlyList<string> Apply(IReadOnlyList<string> tokens);

    /// <summary>Joins all tokens with nothing between them.</summary>
    public sealed record Fuse : TokenDecoder
    {
        internal override IReadOnlyList<string> Apply(IReadOnlyList<string> tokens) => [string.Concat(tokens)];
    }
}
