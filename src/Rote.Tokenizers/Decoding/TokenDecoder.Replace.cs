namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>Replaces every match of a pattern, token by token.</summary>
    /// <param name="Pattern">What to look for.</param>
    /// <param name="Content">What to put there, as it is.</param>
    public sealed record Replace(SplitPattern Pattern, string Content) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens) => tokens.Select(token => Substitute(token, Pattern, Content));
    }
}
