namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Parts numbers from the rest. A digit is any numeric character: ½, Ⅷ and ② too.</summary>
    /// <param name="Individual">True makes every digit a piece; false every run of digits. Default: false.</param>
    public sealed record Digits(bool Individual = false) : PreTokenizer
    {
        private static readonly SplitPattern Digit = new SplitPattern.Trait(CharacterTraits.Numeric);

        internal override void Apply(Piece piece, Action<Piece> take) =>
            PieceSplitter.Split(piece, Digit, Individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous, invert: false, take);
    }
}
