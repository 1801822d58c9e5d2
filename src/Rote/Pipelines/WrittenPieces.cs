using Rote.Tokenizers;

namespace Rote.Pipelines;

/// <summary>What each token of an output adds to its text.</summary>
internal static class WrittenPieces
{
    private const char Unfinished = '\uFFFD';

    /// <summary>Shows tokens as the text that they add.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="ids">The tokens.</param>
    /// <returns>
    /// For each token its text, the space before a word included; the token's own name where it adds none, is special, or is only a part of a character. Where a tokenizer
    /// has no decoder, tokens are words, and all are shown by their names.
    /// </returns>
    public static string[] Of(Tokenizer tokenizer, IReadOnlyList<int> ids)
    {
        string[] names = [.. ids.Select(id => tokenizer.IdToToken(id) ?? $"#{id}")];
        if (tokenizer.Pipeline.Decoder is null)
            return names;
        var special = tokenizer.Pipeline.AddedTokens.Where(token => token.Special).Select(token => token.Id).ToHashSet();
        string shown = "";
        for (int i = 0; i < names.Length; i++)
        {
            string text = tokenizer.Decode([.. ids.Take(i + 1)], skipSpecialTokens: false);
            if (text.EndsWith(Unfinished))
                continue; // what comes next may finish the character
            if (!special.Contains(ids[i]) && text.Length > shown.Length && text.StartsWith(shown, StringComparison.Ordinal))
                names[i] = text[shown.Length..];
            shown = text;
        }
        return names;
    }
}
