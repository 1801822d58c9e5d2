namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Splits at every punctuation character: that of Unicode 8, and the symbols of ASCII.</summary>
    /// <param name="Behavior">What becomes of it. Default: it is a piece.</param>
    public sealed record Punctuation(SplitBehavior Behavior = SplitBehavior.Isolated) : PreTokenizer
    {
        private static readonly SplitPattern Mark = new SplitPattern.Trait(CharacterTraits.Punctuation);

        internal override void Apply(Piece piece, Action<Piece> take) => PieceSplitter.Split(piece, Mark, Behavior, invert: false, take);
    }
}
