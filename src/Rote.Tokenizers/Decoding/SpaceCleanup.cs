namespace Rote.Tokenizers;

/// <summary>Takes away the spaces that decoding leaves before English punctuation and contractions.</summary>
internal static class SpaceCleanup
{
    // In this order: what one makes another may find.
    private static readonly (string Found, string Made)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Apply(string text)
    {
        foreach (var (found, made) in Rules)
            text = text.Replace(found, made, StringComparison.Ordinal);
        return text;
    }
}
