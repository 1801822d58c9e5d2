namespace Rote.Tokenizers;

/// <summary>A part of a normalized section: an added token that was found in it, or what lies between. The cases are closed.</summary>
public abstract record TracePart
{
    private TracePart()
    {
    }

    /// <summary>An added token that is looked for in normalized text, with the white space that it takes in.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Match">The normalized text, and the range of the original text that it stands for.</param>
    public sealed record Added(AddedToken Token, TracedPiece Match) : TracePart;

    /// <summary>Text between added tokens.</summary>
    /// <param name="Splitting">The pre-tokenizers, one by one; empty where there is none.</param>
    /// <param name="Words">The pieces after all of them, and their tokens.</param>
    public sealed record Text(IReadOnlyList<SplittingStep> Splitting, IReadOnlyList<TracedWord> Words) : TracePart;
}
