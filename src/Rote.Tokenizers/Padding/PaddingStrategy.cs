namespace Rote.Tokenizers;

/// <summary>How long texts become by padding. The cases are closed.</summary>
public abstract record PaddingStrategy
{
    private PaddingStrategy()
    {
    }

    /// <summary>As long as the longest of a batch; one text alone keeps its length.</summary>
    public sealed record BatchLongest : PaddingStrategy;

    /// <summary>As long as is said; longer ones keep their length.</summary>
    /// <param name="Length">Tokens, from 0 to 1,048,576.</param>
    public sealed record Fixed(int Length) : PaddingStrategy;
}
