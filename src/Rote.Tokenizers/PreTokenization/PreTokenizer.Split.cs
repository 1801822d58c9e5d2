namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Splits at every match of a pattern.</summary>
    /// <param name="Pattern">What to look for.</param>
    /// <param name="Behavior">What becomes of the matches.</param>
    /// <param name="Invert">True swaps matches and what lies between them.</param>
    public sealed record Split(SplitPattern Pattern, SplitBehavior Behavior, bool Invert = false) : PreTokenizer
    {
        // Runs of characters may hold spaces; the words of well-known tokenizers begin with them at the most.
        internal override bool SplitsAtSpaces => Behavior == SplitBehavior.Isolated
            && Pattern is SplitPattern.EveryCharacter or SplitPattern.RegularExpression { Words: not null and not CharacterRuns };

        internal override void Apply(Piece piece, Action<Piece> take) => PieceSplitter.Split(piece, Pattern, Behavior, Invert, take);
    }
}
