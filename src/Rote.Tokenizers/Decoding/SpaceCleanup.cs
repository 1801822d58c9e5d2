namespace Rote.Tokenizers;

/// <summary>Takes away the spaces that decoding leaves before English punctuation and contractions.</summary>
internal static class SpaceCleanup
{
    private const string DoNot = " do not";

    // In this order: what one makes another may find.
    private static readonly (string Found, string Made)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (DoNot, " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    /// <summary>Cleans up a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="joinsDoNot">True also contracts "do not", as decoders do; the clean-up that a tokenizer_config.json asks for does not.</param>
    public static string Apply(string text, bool joinsDoNot)
    {
        foreach (var (found, made) in Rules)
        {
            if (joinsDoNot || found != DoNot)
                text = text.Replace(found, made, StringComparison.Ordinal);
        }
        return text;
    }
}
