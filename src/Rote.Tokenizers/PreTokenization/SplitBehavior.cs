namespace Rote.Tokenizers;

/// <summary>What <see cref="PreTokenizer.Split"/> does with a match. The examples split <c>the-final--countdown</c> at <c>-</c>.</summary>
public enum SplitBehavior
{
    /// <summary>Drops it: <c>the</c>, <c>final</c>, <c>countdown</c>.</summary>
    Removed,

    /// <summary>Makes it a piece: <c>the</c>, <c>-</c>, <c>final</c>, <c>-</c>, <c>-</c>, <c>countdown</c>.</summary>
    Isolated,

    /// <summary>Adds it to what is before: <c>the-</c>, <c>final-</c>, <c>-</c>, <c>countdown</c>.</summary>
    MergedWithPrevious,

    /// <summary>Adds it to what follows: <c>the</c>, <c>-final</c>, <c>-</c>, <c>-countdown</c>.</summary>
    MergedWithNext,

    /// <summary>Makes a run of matches a piece: <c>the</c>, <c>-</c>, <c>final</c>, <c>--</c>, <c>countdown</c>.</summary>
    Contiguous,
}
