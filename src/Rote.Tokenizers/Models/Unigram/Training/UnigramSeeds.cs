using System.Runtime.InteropServices;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>The pieces that training begins with: every character, then the substrings of the words that promise most.</summary>
internal static class UnigramSeeds
{
    private const int Boundary = SuffixArray.End + 1;

    /// <summary>Finds them.</summary>
    /// <param name="words">The words. U+0000 cuts them, and is no seed.</param>
    /// <param name="longest">The most characters of a piece.</param>
    /// <param name="most">The most seeds. All characters are among them, and one substring, even so.</param>
    /// <returns>
    /// Characters by the number of times that they occur; then substrings that occur more than once in the words, each word counted once, and not always
    /// before the same character, by occurrences times length; the highest first, and of equals the greater code points. Scores are logarithms of shares.
    /// </returns>
    public static UnigramLexicon Find(IReadOnlyList<WordCount> words, int longest, int most)
    {
        var characters = Characters(words);
        int[] symbols = new int[0x110000];
        for (int rank = 0; rank < characters.Count; rank++)
            symbols[characters[rank].Character] = Boundary + 1 + rank;
        int[] text = TextOf(words, symbols);
        var found = RepeatedSubstrings.Find(text, Boundary + 1 + characters.Count, longest)
            .Where(substring => !text.AsSpan(substring.Start, substring.Length).Contains(Boundary))
            .Select(substring => (Score: (long)substring.Occurrences * substring.Length, Substring: substring)).ToArray();
        // Rank and length give the order of the code points; both are compared from the highest down.
        Array.Sort(found, (one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score)
            : one.Substring.Rank != other.Substring.Rank ? other.Substring.Rank.CompareTo(one.Substring.Rank)
            : other.Substring.Length.CompareTo(one.Substring.Length));

        int substrings = Math.Min(found.Length, Math.Max(1, most - characters.Count));
        string[] texts = new string[characters.Count + substrings];
        double[] scores = new double[texts.Length];
        int at = 0;
        foreach (var (character, count) in characters.OrderByDescending(entry => entry.Count).ThenByDescending(entry => entry.Character))
            (texts[at], scores[at++]) = (char.ConvertFromUtf32(character), count);
        var builder = new StringBuilder();
        foreach (var (score, substring) in found.AsSpan(0, substrings))
        {
            builder.Clear();
            foreach (int symbol in text.AsSpan(substring.Start, substring.Length))
                builder.Append(new Rune(characters[symbol - Boundary - 1].Character));
            (texts[at], scores[at++]) = (builder.ToString(), score);
        }
        double logSum = Math.Log(scores.Sum());
        foreach (ref double score in scores.AsSpan())
            score = Math.Log(score) - logSum;
        return new UnigramLexicon(texts, scores);
    }

    // By code point, with the number of times that each occurs.
    private static List<(int Character, long Count)> Characters(IReadOnlyList<WordCount> words)
    {
        var counts = new Dictionary<int, long>();
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
                CollectionsMarshal.GetValueRefOrAddDefault(counts, rune.Value, out _) += count;
        }
        counts.Remove('\0');
        return [.. counts.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value))];
    }

    // The words as symbols, a boundary after each.
    private static int[] TextOf(IReadOnlyList<WordCount> words, int[] symbols)
    {
        symbols['\0'] = Boundary;
        long length = 1 + words.Sum(word => word.Word.EnumerateRunes().LongCount() + 1);
        if (length > Array.MaxLength)
        {
            throw new ArgumentException(
                $"`texts` must hold at most {Array.MaxLength:N0} characters in distinct words, one more for each word; they hold {length:N0}. Split them into shorter words, or give less text.");
        }
        int[] text = new int[length];
        int at = 0;
        foreach (var (word, _) in words)
        {
            foreach (var rune in word.EnumerateRunes())
                text[at++] = symbols[rune.Value];
            text[at++] = Boundary;
        }
        return text;
    }
}
