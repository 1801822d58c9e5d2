using System.Diagnostics;

namespace Rote.Tokenizers.Bench;

/// <summary>How time grows with the length of texts that are made to be slow: ten times the text shall take no more than twelve times as long, encoded and decoded.</summary>
internal static class HostileCost
{
    private const int Short = 100_000, Long = 10 * Short, Runs = 5;
    private const double MostGrowth = 12;

    private static readonly (string Name, string Part)[] Texts =
    [
        ("one letter", "a"), ("unknown letter", "\u0275"), ("spaces", " "), ("line ends", "\n"), ("emoji", "\U0001F600"), ("family", "\U0001F468\u200D"), ("one mark", "\u0301"),
        ("marks out of order", "\u0301\u0316"), ("letter, space", "a "), ("syllables", "\uAC00"), ("stops", "."), ("digits", "7"), ("apostrophes", "'"), ("ideographs", "\u4E2D"),
        ("capitals and marks", "A\u0301"), ("deleted", "\u00AD"), ("word", "internationalization"),
    ];

    /// <summary>Measures every tokenizer in folders of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="only">A part of the names of those that are wanted.</param>
    /// <returns>How many texts cost more than they may.</returns>
    public static int Measure(string folder, string only)
    {
        int slow = 0;
        Console.WriteLine("| tokenizer | slowest text, encoded: ms a MB | most growth, encoded | slowest text, decoded: ms a MB | most growth, decoded |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (string file in Directory.GetFiles(folder, "tokenizer.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string kind = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (!kind.Contains(only, StringComparison.Ordinal))
                continue;
            var tokenizer = Tokenizer.Load(file).WithTruncation(null).WithPadding(null);
            var added = tokenizer.Pipeline.AddedTokens.SelectMany(token => new[] { ($"'{token.Content}'", token.Content), ($"'{token.Content}' and spaces", $"{token.Content}  ") });
            var rows = Texts.Concat(added).Select(text => Row(tokenizer, text.Item1, text.Item2)).ToList();
            var (encoded, decoded) = (rows.MaxBy(row => row.Encoding.Milliseconds), rows.MaxBy(row => row.Decoding.Milliseconds));
            var (encodedGrowth, decodedGrowth) = (rows.MaxBy(row => row.Encoding.Growth), rows.MaxBy(row => row.Decoding.Growth));
            Console.WriteLine($"| {kind} | {encoded.Name}: {encoded.Encoding.Milliseconds:F0} | {encodedGrowth.Name}: {encodedGrowth.Encoding.Growth:F1} " +
                $"| {decoded.Name}: {decoded.Decoding.Milliseconds:F0} | {decodedGrowth.Name}: {decodedGrowth.Decoding.Growth:F1} |");
            foreach (var (name, encoding, decoding) in rows.Where(row => row.Encoding.Growth > MostGrowth || row.Decoding.Growth > MostGrowth))
            {
                Console.WriteLine($"| {kind}, {name} | {encoding.Milliseconds:F1} | {encoding.Growth:F1} | {decoding.Milliseconds:F1} | {decoding.Growth:F1} |");
                slow++;
            }
        }
        Console.WriteLine($"{slow} grow more than {MostGrowth} times");
        return slow;
    }

    private static (string Name, (double Milliseconds, double Growth) Encoding, (double Milliseconds, double Growth) Decoding) Row(Tokenizer tokenizer, string name, string part)
    {
        string few = Repeated(part, Short), many = Repeated(part, Long);
        var fewIds = tokenizer.Encode(few).Ids;
        var manyIds = tokenizer.Encode(many).Ids;
        var encoding = Compared(() => tokenizer.Encode(few).Ids.Count, () => tokenizer.Encode(many).Ids.Count);
        // A text that is one unknown word, or nothing once normalized, leaves nothing to decode.
        bool grows = manyIds.Count > fewIds.Count;
        return (name, encoding, grows ? Compared(() => tokenizer.Decode(fewIds).Length, () => tokenizer.Decode(manyIds).Length) : default);
    }

    // The best of some runs, taken in turn.
    private static (double Milliseconds, double Growth) Compared(Func<int> few, Func<int> many)
    {
        double first = double.MaxValue, second = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            first = Math.Min(first, Math.Min(Time(few), Time(few)));
            second = Math.Min(second, Time(many));
        }
        return (second, second / first);
    }

    private static double Time(Func<int> body)
    {
        long start = Stopwatch.GetTimestamp();
        int seen = body();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return seen >= 0 ? milliseconds : throw new InvalidOperationException();
    }

    private static string Repeated(string part, int bytes) => string.Concat(Enumerable.Repeat(part, Math.Max(1, bytes / System.Text.Encoding.UTF8.GetByteCount(part))));
}
