namespace Rote.Tokenizers;

/// <summary>Adds special tokens to the tokens of a text. The cases are closed.</summary>
public abstract partial record PostProcessor
{
    private PostProcessor()
    {
    }

    /// <summary>Completes the tokens of one text.</summary>
    /// <param name="text">Its tokens; may be changed.</param>
    /// <param name="addSpecialTokens">False adds nothing.</param>
    internal abstract EncodingBuilder Apply(EncodingBuilder text, bool addSpecialTokens);

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="tokenOf">The token of an id, or null.</param>
    internal abstract IEnumerable<string> Violations(Func<int, string?> tokenOf);
}
