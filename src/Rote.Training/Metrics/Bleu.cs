using System.Diagnostics;

namespace Rote.Training.Metrics;

/// <summary>BLEU exactly as sacreBLEU 2.6 computes it, so that scores can be compared.</summary>
/// <remarks>Papineni et al. 2002, section 2.3, https://aclanthology.org/P02-1040; Post 2018, https://aclanthology.org/W18-6319</remarks>
public static class Bleu
{
    /// <summary>The sacreBLEU whose rules are followed.</summary>
    internal const string Version = "2.6.0";

    /// <summary>BLEU of a corpus: n-grams are counted over all lines, not averaged over them.</summary>
    /// <param name="hypotheses">What was produced, a line each, not tokenized.</param>
    /// <param name="references">Reference sets; each holds one line for each hypothesis.</param>
    /// <param name="options">How it is computed; null is sacreBLEU's defaults.</param>
    /// <returns>The score and its parts.</returns>
    /// <exception cref="ArgumentException">There are no hypotheses or no references, their numbers differ, a line is null, or an option is out of range.</exception>
    public static BleuScore Corpus(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, BleuOptions? options = null)
    {
        options ??= new();
        TextPairs.Check(options.Violations());
        TextPairs.Check(hypotheses, references);
        int maximum = options.MaximumOrder;
        long[] matches = new long[maximum], totals = new long[maximum];
        long hypothesisLength = 0, referenceLength = 0;
        var words = new WordNumbers();
        for (int line = 0; line < hypotheses.Count; line++)
        {
            var table = new NGramTable(maximum);
            int[] tokens = Tokens(hypotheses[line], options, words);
            Dictionary<int, int>? allowed = null;
            int closest = -1;
            foreach (var set in references)
            {
                int[] reference = Tokens(set[line], options, words);
                allowed = Larger(allowed, table.Count(reference));
                closest = closest < 0 ? reference.Length : Closer(tokens.Length, closest, reference.Length);
            }
            long[] matched = table.Matches(table.Count(tokens), allowed!);
            for (int order = 1; order <= maximum; order++)
            {
                matches[order - 1] += matched[order - 1];
                totals[order - 1] += NGramTable.Total(tokens.Length, order);
            }
            hypothesisLength += tokens.Length;
            referenceLength += closest;
        }
        double penalty = hypothesisLength >= referenceLength ? 1 : hypothesisLength == 0 ? 0 : Math.Exp(1 - (double)referenceLength / hypothesisLength);
        double[] precisions = new double[maximum];
        int effective = Precisions(matches, totals, options.Smoothing, precisions);
        int orders = options.EffectiveOrder == true ? effective : maximum;
        // A logarithm of 0 makes the score 0; with no match at all there is nothing to smooth.
        double score = effective == 0 ? 0 : penalty * Math.Exp(precisions.Take(orders).Sum(Math.Log) / orders);
        return new BleuScore
        {
            Score = score,
            Counts = matches,
            Totals = totals,
            Precisions = precisions,
            BrevityPenalty = penalty,
            HypothesisLength = hypothesisLength,
            ReferenceLength = referenceLength,
            Signature = $"nrefs:{references.Count}|case:{(options.LowerCase ? "lc" : "mixed")}|eff:{(options.EffectiveOrder == true ? "yes" : "no")}" +
                $"|tok:{BleuTokenizer.Name(options.Tokenization)}|smooth:{Name(options.Smoothing)}|version:{Version}",
        };
    }

    /// <summary>BLEU of one sentence, by default over the orders that it is long enough for.</summary>
    /// <param name="hypothesis">What was produced, not tokenized.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="options">How it is computed; null is sacreBLEU's defaults for a sentence.</param>
    /// <returns>The score and its parts. The mean over sentences is not the BLEU of a corpus.</returns>
    /// <exception cref="ArgumentException">There are no references, one is null, or an option is out of range.</exception>
    public static BleuScore Sentence(string hypothesis, IReadOnlyList<string> references, BleuOptions? options = null)
    {
        options ??= new();
        return Corpus([hypothesis], TextPairs.Sets(hypothesis, references), options with { EffectiveOrder = options.EffectiveOrder ?? true });
    }

    private static int[] Tokens(string line, BleuOptions options, WordNumbers words)
    {
        string text = PythonText.TrimEnd(options.LowerCase ? PythonText.Lower(line) : line);
        return words.Of(BleuTokenizer.Apply(text, options.Tokenization));
    }

    // A match is allowed as often as the reference that has the n-gram most often.
    private static Dictionary<int, int> Larger(Dictionary<int, int>? counts, Dictionary<int, int> others)
    {
        if (counts is null)
            return others;
        foreach (var (number, count) in others)
            counts[number] = Math.Max(counts.GetValueOrDefault(number), count);
        return counts;
    }

    private static int Closer(int length, int first, int second)
    {
        int difference = Math.Abs(length - first) - Math.Abs(length - second);
        return difference > 0 || (difference == 0 && second < first) ? second : first;
    }

    // Returns how many orders have any n-grams, 0 when nothing matches at all.
    private static int Precisions(long[] matches, long[] totals, BleuSmoothing smoothing, double[] precisions)
    {
        if (Array.TrueForAll(matches, count => count == 0))
            return 0;
        double halved = 1;
        for (int n = 0; n < precisions.Length; n++)
        {
            double added = n > 0 && smoothing is BleuSmoothing.AddK { Value: var k } ? k : 0;
            double matched = matches[n] + added, total = totals[n] + added;
            if (total == 0)
                return n;
            if (matched == 0)
            {
                matched = smoothing switch
                {
                    BleuSmoothing.Exponential => halved /= 2,
                    BleuSmoothing.Floor floor => floor.Value,
                    BleuSmoothing.None or BleuSmoothing.AddK => 0,
                    _ => throw new UnreachableException(),
                };
            }
            precisions[n] = 100 * matched / total;
        }
        return precisions.Length;
    }

    private static string Name(BleuSmoothing smoothing) => smoothing switch
    {
        BleuSmoothing.None => "none",
        BleuSmoothing.Floor floor => $"floor[{floor.Value:F2}]",
        BleuSmoothing.AddK added => $"add-k[{added.Value:F2}]",
        BleuSmoothing.Exponential => "exp",
        _ => throw new UnreachableException(),
    };
}
