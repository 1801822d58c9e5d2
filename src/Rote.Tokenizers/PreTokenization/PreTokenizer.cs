namespace Rote.Tokenizers;

/// <summary>Splits normalized text into the pieces that the model sees one by one. The cases are closed.</summary>
public abstract partial record PreTokenizer
{
    private PreTokenizer()
    {
    }

    /// <summary>Splits a piece that is not empty.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="pieces">Receives the parts, in order; none is empty.</param>
    internal abstract void Apply(Piece piece, List<Piece> pieces);
}
