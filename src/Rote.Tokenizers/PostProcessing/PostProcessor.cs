namespace Rote.Tokenizers;

/// <summary>Adds special tokens to the tokens of a text or of two, and decides what their segments and ranges are. The cases are closed.</summary>
public abstract partial record PostProcessor
{
    private PostProcessor()
    {
    }

    /// <summary>Completes a row of tokens.</summary>
    /// <param name="draft">The row so far; it is changed.</param>
    /// <param name="addSpecialTokens">False adds no tokens; all else is done.</param>
    internal abstract void Apply(LayoutDraft draft, bool addSpecialTokens);

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="tokenOf">The token of an id, or null.</param>
    internal abstract IEnumerable<string> Violations(Func<int, string?> tokenOf);

    private static IEnumerable<string> WrongTokens(IEnumerable<TemplateToken> added, Func<int, string?> tokenOf) => added.Distinct()
        .Where(token => tokenOf(token.Id) != token.Token)
        .Select(token => $"the post-processor adds '{token.Token}' as id {token.Id}, which is {(tokenOf(token.Id) is { } other ? $"'{other}'" : "nothing")} in the vocabulary.");
}
