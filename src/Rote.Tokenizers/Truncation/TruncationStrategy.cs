namespace Rote.Tokenizers;

/// <summary>Which text of a pair is cut when both together are too long.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one, down to the length of the shorter; then both. One text alone is cut too.</summary>
    LongestFirst,

    /// <summary>The first only.</summary>
    OnlyFirst,

    /// <summary>The second only; there must be one.</summary>
    OnlySecond,
}
