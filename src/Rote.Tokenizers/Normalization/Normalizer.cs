namespace Rote.Tokenizers;

/// <summary>Rewrites text before it is split, and keeps every character's range in the original. The cases are closed.</summary>
public abstract partial record Normalizer
{
    private Normalizer()
    {
    }

    /// <summary>
    /// True when a single space between two visible ASCII characters comes out as such, and what stands on one side of it changes nothing on the other. Default: false.
    /// </summary>
    internal virtual bool KeepsWordsApart => false;

    /// <summary>
    /// True when what a text begins with can move all ranges after it, unless the text <see cref="SpaceCuts.BeginsPlainly">begins plainly</see>. Default: false.
    /// </summary>
    internal virtual bool CanSlip => false;

    /// <summary>Rewrites a piece. What is unchanged is returned as it came.</summary>
    internal abstract Piece Apply(Piece piece);

    /// <summary>Rewrites a text that is in no larger one.</summary>
    internal string Apply(string text) => Apply(new Piece(new AlignedText(text))).Span.ToString();
}
