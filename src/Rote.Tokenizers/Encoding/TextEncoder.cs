namespace Rote.Tokenizers;

/// <summary>Makes tokens of one text: cuts it at added tokens, and leaves what lies between to the section encoder.</summary>
/// <param name="pipeline">A pipeline without violations.</param>
/// <param name="added">Its added tokens.</param>
/// <param name="keepsText">True: whoever gets the tokens looks into texts with surrogate pairs.</param>
internal sealed class TextEncoder(TokenizerPipeline pipeline, AddedTokens added, bool keepsText)
{
    private readonly SectionEncoder _sections = new(pipeline, added);

    /// <summary>Adds the tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="whole">The same text, where it is at hand as a string; else null.</param>
    /// <param name="tokens">Receives the tokens.</param>
    /// <param name="workspace">The lists to use.</param>
    public void Encode(ReadOnlySpan<char> text, string? whole, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        EncodeOne(text, whole, tokens, workspace);
        if (keepsText && !tokens.IdsOnly && HasSurrogates(text))
            tokens.Keep([whole ?? text.ToString()], isSplit: false);
    }

    /// <summary>Adds the tokens of words that were split before, each on its own: ranges are relative to the word, and each is one word.</summary>
    public void Encode(IReadOnlyList<string> words, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        for (int word = 0; word < words.Count; word++)
        {
            int from = tokens.Count;
            EncodeOne(words[word], words[word], tokens, workspace);
            tokens.SetWord(from, word);
        }
        if (keepsText && words.Any(static word => HasSurrogates(word)))
            tokens.Keep([.. words], isSplit: true);
    }

    private void EncodeOne(ReadOnlySpan<char> text, string? whole, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        if (LoneSurrogates.IndexOf(text) >= 0)
            text = whole = LoneSurrogates.Replace(whole ?? text.ToString());
        var search = new AddedTokenSearch(added.Original, text);
        while (search.Next())
        {
            EncodeGap(text, search.Gap);
            AddedTokens.Append(search.Token, text.Slice(search.Match.Start, search.Match.Length), search.Match, tokens);
        }
        EncodeGap(text, search.Gap);

        void EncodeGap(ReadOnlySpan<char> text, (int Start, int Length) gap)
        {
            if (gap.Length > 0)
                _sections.Encode(text.Slice(gap.Start, gap.Length), gap.Start, whole, tokens, workspace);
        }
    }

    private static bool HasSurrogates(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDFFF');
}
