using System.Text;

namespace Rote.Training.Stories;

/// <summary>
/// The built-in text: short stories in plain English, ASCII. Each has names of its own, which come back until its end, pronouns and verbs that agree across other
/// words, and people and things whose place is told long after they went there: what a model can only predict by looking back.
/// </summary>
public static class StoryCorpus
{
    /// <summary>How much is written where nothing else is asked for.</summary>
    public const int DefaultLength = 300_000;

    /// <summary>Writes stories.</summary>
    /// <param name="seed">The same seed gives the same text. Default: 1.</param>
    /// <param name="length">Characters, &gt; 0; the last story is cut there. Default: <see cref="DefaultLength"/>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    public static string Text(int seed = 1, int length = DefaultLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.Length < length)
            new Story(random).Write(text);
        return text.ToString(0, length);
    }
}
