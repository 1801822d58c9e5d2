namespace Rote.Cli.Tokenizers;

/// <summary>Counts texts, in bounded memory: once it holds very many, further ones are counted together.</summary>
internal sealed class Tally
{
    private const int MostTexts = 1 << 18, LongestText = 100; // in UTF-16 units: a few hundred megabytes at the very worst

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How often texts were counted, all of them.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a text.</summary>
    /// <param name="text">The text; of a very long one its start.</param>
    public void Add(ReadOnlySpan<char> text)
    {
        Total++;
        var lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (text.Length > LongestText)
            text = text[..(LongestText - (char.IsHighSurrogate(text[LongestText - 1]) ? 1 : 0))];
        if (lookup.TryGetValue(text, out long count) || _counts.Count < MostTexts)
            lookup[text] = count + 1;
    }

    /// <summary>The texts that were counted most often.</summary>
    /// <param name="most">How many.</param>
    /// <returns>Texts and counts, the most frequent first, equal ones by their code units.</returns>
    public IReadOnlyList<CountedText> MostFrequent(int most) => [.. _counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(most).Select(entry => new CountedText(entry.Key, entry.Value))];
}
