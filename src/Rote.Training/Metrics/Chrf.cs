namespace Rote.Training.Metrics;

/// <summary>chrF and chrF++ exactly as sacreBLEU 2.6 computes them: an F score of character n-grams, with or without word n-grams.</summary>
/// <remarks>Popović 2015, https://aclanthology.org/W15-3049; with words: Popović 2017, https://aclanthology.org/W17-4770</remarks>
public static class Chrf
{
    private const double Eps = 1e-16;

    /// <summary>chrF of a corpus: n-grams are counted over all lines, each against the reference that suits it best.</summary>
    /// <param name="hypotheses">What was produced, a line each, not tokenized.</param>
    /// <param name="references">Reference sets; each holds one line for each hypothesis.</param>
    /// <param name="options">How it is computed; null is chrF2.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">There are no hypotheses or no references, their numbers differ, a line is null, or an option is out of range.</exception>
    public static ChrfScore Corpus(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, ChrfOptions? options = null)
    {
        options ??= new();
        TextPairs.Check(options.Violations());
        TextPairs.Check(hypotheses, references);
        var sum = new Statistics[options.CharacterOrder + options.WordOrder];
        var words = new WordNumbers();
        for (int line = 0; line < hypotheses.Count; line++)
        {
            var characterTable = new NGramTable(options.CharacterOrder);
            var wordTable = new NGramTable(options.WordOrder);
            var hypothesis = new Segment(hypotheses[line], options, characterTable, wordTable, words);
            var best = references
                .Select(set => new Segment(set[line], options, characterTable, wordTable, words))
                .Select(reference => (Statistics[])[.. Compare(hypothesis.Characters, reference.Characters), .. Compare(hypothesis.Words, reference.Words)])
                .MaxBy(statistics => Score(statistics, options))!;
            for (int i = 0; i < sum.Length; i++)
                sum[i] = sum[i].Plus(best[i]);
        }
        return new ChrfScore(
            Score(sum, options),
            $"chrF{options.Beta}{new string('+', options.WordOrder)}",
            $"nrefs:{references.Count}|case:{(options.LowerCase ? "lc" : "mixed")}|eff:{(options.EpsSmoothing ? "no" : "yes")}" +
                $"|nc:{options.CharacterOrder}|nw:{options.WordOrder}|space:{(options.WhiteSpace ? "yes" : "no")}|version:{Bleu.Version}");
    }

    /// <summary>chrF of one sentence against the reference that suits it best.</summary>
    /// <param name="hypothesis">What was produced, not tokenized.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="options">How it is computed; null is chrF2.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">There are no references, one is null, or an option is out of range.</exception>
    public static ChrfScore Sentence(string hypothesis, IReadOnlyList<string> references, ChrfOptions? options = null) =>
        Corpus([hypothesis], TextPairs.Sets(hypothesis, references), options);

    private static Statistics[] Compare(Side hypothesis, Side reference)
    {
        long[] matches = hypothesis.Table.Matches(hypothesis.Counts, reference.Counts);
        // Without reference n-grams of an order the hypothesis's are not held against it.
        return [.. matches.Select((matched, n) => NGramTable.Total(reference.Length, n + 1) is > 0 and var total
            ? new Statistics(NGramTable.Total(hypothesis.Length, n + 1), total, matched)
            : default)];
    }

    private static double Score(Statistics[] orders, ChrfOptions options)
    {
        double weight = (double)options.Beta * options.Beta, sum = 0, precisions = 0, recalls = 0;
        int effective = 0;
        foreach (var (hypothesis, reference, matched) in orders)
        {
            double precision = hypothesis > 0 ? (double)matched / hypothesis : Eps, recall = reference > 0 ? (double)matched / reference : Eps;
            double weighted = weight * precision + recall;
            sum += weighted > 0 ? (1 + weight) * precision * recall / weighted : Eps;
            if (hypothesis > 0 && reference > 0)
            {
                precisions += precision;
                recalls += recall;
                effective++;
            }
        }
        if (options.EpsSmoothing)
            return 100 * sum / orders.Length;
        if (precisions + recalls == 0)
            return 0;
        precisions /= effective;
        recalls /= effective;
        return 100 * (1 + weight) * precisions * recalls / (weight * precisions + recalls);
    }

    private readonly record struct Statistics(long Hypothesis, long Reference, long Matched)
    {
        public Statistics Plus(Statistics other) => new(Hypothesis + other.Hypothesis, Reference + other.Reference, Matched + other.Matched);
    }

    /// <summary>A line's symbols of one kind, counted.</summary>
    private sealed record Side(NGramTable Table, Dictionary<int, int> Counts, int Length)
    {
        public static Side Of(NGramTable table, int[] symbols) => new(table, table.Count(symbols), symbols.Length);
    }

    /// <summary>A line as characters and as words.</summary>
    private sealed class Segment
    {
        public Segment(string line, ChrfOptions options, NGramTable characterTable, NGramTable wordTable, WordNumbers words)
        {
            string text = options.LowerCase ? PythonText.Lower(line) : line;
            Characters = Side.Of(characterTable, [.. PythonText.CodePoints(options.WhiteSpace ? text : PythonText.Join(text, ""))]);
            Words = Side.Of(wordTable, options.WordOrder > 0 ? WordsOf(text, words) : []);
        }

        public Side Characters { get; }

        public Side Words { get; }

        // One mark of ASCII punctuation is split off a word, at its end or else at its beginning: "(hi)" becomes "(hi" and ")".
        private static int[] WordsOf(string text, WordNumbers numbers)
        {
            var symbols = new List<int>();
            foreach (var range in PythonText.Words(text))
            {
                var word = text.AsSpan(range);
                int cut = word.Length == 1 ? 0 : IsMark(word[^1]) ? word.Length - 1 : IsMark(word[0]) ? 1 : 0;
                if (cut > 0)
                    symbols.Add(numbers[word[..cut]]);
                symbols.Add(numbers[word[cut..]]);
            }
            return [.. symbols];
        }

        private static bool IsMark(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
    }
}
