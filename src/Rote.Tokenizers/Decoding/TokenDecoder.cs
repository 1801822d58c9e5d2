using System.Text;

namespace Rote.Tokenizers;

/// <summary>Makes text of tokens. The cases are closed.</summary>
public abstract partial record TokenDecoder
{
    private TokenDecoder()
    {
    }

    /// <summary>Rewrites the tokens, as they are asked for; the text is what they are, one after the other.</summary>
    internal abstract IEnumerable<string> Apply(IEnumerable<string> tokens);

    /// <summary>A token with every match of a pattern replaced.</summary>
    private static string Substitute(string token, SplitPattern pattern, string content)
    {
        if (pattern is SplitPattern.Literal { Text.Length: > 0 } literal)
            return token.Replace(literal.Text, content, StringComparison.Ordinal);
        var text = new StringBuilder(token.Length);
        foreach (var (start, length, isMatch) in pattern.Parts(token))
            text.Append(isMatch ? content : token.AsSpan(start, length));
        return text.ToString();
    }

    /// <summary>Joins all tokens with nothing between them.</summary>
    public sealed record Fuse : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens) => [string.Concat(tokens)];
    }
}
