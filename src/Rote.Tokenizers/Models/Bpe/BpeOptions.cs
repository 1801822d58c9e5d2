namespace Rote.Tokenizers;

/// <summary>How a <see cref="BpeModel"/> makes tokens of a piece, besides its vocabulary and merges.</summary>
public sealed record BpeOptions
{
    /// <summary>
    /// The probability, 0 to 1, that a merge is passed over when its turn comes (BPE-dropout); at 1 nothing is merged. Default: null, which is 0.
    /// A step costs 1 / (1 - dropout) times as much.
    /// </summary>
    /// <remarks>Provilkov et al. 2020, section 3. https://arxiv.org/abs/1910.13267</remarks>
    public float? Dropout { get; init; }

    /// <summary>
    /// The seed of the dropout. The n-th piece that a model is given draws its numbers from this seed and n: one thread that does the same again with a
    /// new model gets the same tokens; threads that share a model are safe, and which of them gets which n is up to them. Default: 0. Files do not hold it.
    /// </summary>
    public ulong DropoutSeed { get; init; }

    /// <summary>The token for a character that the vocabulary lacks. Default: null; such characters are then left out.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>What a character that does not begin a piece is preceded by in the vocabulary, such as <c>##</c>. Default: null, nothing.</summary>
    public string? ContinuingPrefix { get; init; }

    /// <summary>What the last character of a piece is followed by in the vocabulary, such as <c>&lt;/w&gt;</c>. Default: null, nothing.</summary>
    public string? EndOfWordSuffix { get; init; }

    /// <summary>True makes one unknown token of neighbouring unknown characters. Default: false.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>
    /// True writes a character that the vocabulary lacks as the bytes of its UTF-8 form, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, if the vocabulary holds all of
    /// them. Default: false.
    /// </summary>
    public bool ByteFallback { get; init; }

    /// <summary>True takes a piece that is a token as it is, whatever the merges make of it, if there is no dropout. Default: false.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (Dropout is { } dropout && !(dropout >= 0 && dropout <= 1))
            yield return $"the dropout must lie between 0 and 1; got {dropout}.";
        if (LoneSurrogates.IndexOf(ContinuingPrefix) >= 0 || LoneSurrogates.IndexOf(EndOfWordSuffix) >= 0)
            yield return "the continuing prefix and the end-of-word suffix must be Unicode text.";
    }
}
