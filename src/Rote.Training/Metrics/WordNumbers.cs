namespace Rote.Training.Metrics;

/// <summary>Gives every word a number.</summary>
internal sealed class WordNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The number of a word, a new one at its first sight.</summary>
    public int this[ReadOnlySpan<char> word]
    {
        get
        {
            var bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!bySpan.TryGetValue(word, out int number))
                bySpan[word] = number = _numbers.Count;
            return number;
        }
    }

    /// <summary>The numbers of the words that white space separates.</summary>
    public int[] Of(string text) => [.. PythonText.Words(text).Select(word => this[text.AsSpan(word)])];
}
