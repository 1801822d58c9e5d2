namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Splits at every match of a pattern.</summary>
    /// <param name="Pattern">What to look for.</param>
    /// <param name="Behavior">What becomes of the matches.</param>
    /// <param name="Invert">True swaps matches and what lies between them.</param>
    public sealed record Split(SplitPattern Pattern, SplitBehavior Behavior, bool Invert = false) : PreTokenizer
    {
        internal override void Apply(Piece piece, List<Piece> pieces) => PieceSplitter.Split(piece, Pattern, Behavior, Invert, pieces);
    }
}
