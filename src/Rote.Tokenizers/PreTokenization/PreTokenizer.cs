namespace Rote.Tokenizers;

/// <summary>Splits normalized text into the pieces that the model sees one by one. The cases are closed.</summary>
public abstract partial record PreTokenizer
{
    private PreTokenizer()
    {
    }

    /// <summary>
    /// True when it splits at every single space between two visible ASCII characters, before the space or around it, and what stands on one side of it changes
    /// nothing on the other. Default: false.
    /// </summary>
    internal virtual bool SplitsAtSpaces => false;

    /// <summary>True when a piece that stands at the start of the text is treated as no other is. Default: false.</summary>
    internal virtual bool LooksAtStart => false;

    /// <summary>Splits a piece that is not empty.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="take">Receives the parts, in order; none is empty.</param>
    internal abstract void Apply(Piece piece, Action<Piece> take);
}
