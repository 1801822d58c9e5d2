namespace Rote.Tokenizers;

/// <summary>A token that is looked for in the text before anything else, and never split.</summary>
/// <param name="Id">Its id, &gt;= 0: that of the model's token of this text if there is one. -1 until a tokenizer gives it one.</param>
/// <param name="Content">Its text, not empty.</param>
public sealed record AddedToken(int Id, string Content)
{
    /// <summary>The id of a token that has none yet.</summary>
    internal const int NoId = -1;

    /// <summary>A token that gets its id from <see cref="Tokenizer.WithAddedTokens"/>.</summary>
    /// <param name="content">Its text, not empty.</param>
    public AddedToken(string content)
        : this(NoId, content)
    {
    }

    /// <summary>True: it is found only where no word character touches it. Default: false.</summary>
    public bool SingleWord { get; init; }

    /// <summary>True: it takes the white space before it with it. Default: false.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>True: it takes the white space after it with it. Default: false.</summary>
    public bool RightStrip { get; init; }

    /// <summary>
    /// True: it is looked for, in normalized form, in the normalized text; false: as it is in the original. Of several that have the same normalized form the first is
    /// found; one whose normalized form is empty never is. Default: false.
    /// </summary>
    public bool Normalized { get; init; }

    /// <summary>True: decoding can leave it out. Default: true.</summary>
    public bool Special { get; init; } = true;
}
