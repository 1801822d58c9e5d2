using System.Text.RegularExpressions;

namespace Rote.Training.Metrics;

/// <summary>Translation edit rate exactly as sacreBLEU 2.6 computes it, after Tercom: edits that make the hypothesis the reference, moving a run of words being one edit.</summary>
/// <remarks>Snover et al. 2006, section 3, https://aclanthology.org/2006.amta-papers.25. The moves are searched greedily: the rate is an upper bound.</remarks>
public static partial class Ter
{
    // Tercom's limits of words in a move and of its distance, and sacreBLEU's of moves tried for one pair of lines.
    private const int MaxWordsMoved = 10;
    private const int MaxDistance = 50;
    private const int MaxTried = 1000;

    /// <summary>TER of a corpus: edits over reference words, both summed over all lines. A pair of lines takes memory for the product of their words.</summary>
    /// <param name="hypotheses">What was produced, a line each.</param>
    /// <param name="references">Reference sets; each holds one line for each hypothesis.</param>
    /// <param name="options">How it is computed; null is sacreBLEU's defaults.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentException">There are no hypotheses or no references, their numbers differ, or a line is null.</exception>
    public static TerScore Corpus(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, TerOptions? options = null)
    {
        options ??= new();
        TextPairs.Check(hypotheses, references);
        var words = new WordNumbers();
        long edits = 0;
        double length = 0;
        for (int line = 0; line < hypotheses.Count; line++)
        {
            int[] hypothesis = Words(hypotheses[line], options, words);
            int[][] targets = [.. references.Select(set => Words(set[line], options, words))];
            edits += targets.Min(target => Edits(hypothesis, target));
            length += (double)targets.Sum(target => (long)target.Length) / targets.Length;
        }
        double rate = length > 0 ? edits / length : edits > 0 ? 1 : 0;
        return new TerScore(
            100 * rate,
            edits,
            length,
            $"nrefs:{references.Count}|case:{(options.CaseSensitive ? "mixed" : "lc")}|tok:tercom|norm:no|punct:{(options.WithoutPunctuation ? "no" : "yes")}|asian:no|version:{Bleu.Version}");
    }

    /// <summary>TER of one sentence.</summary>
    /// <param name="hypothesis">What was produced.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="options">How it is computed; null is sacreBLEU's defaults.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentException">There are no references, or one is null.</exception>
    public static TerScore Sentence(string hypothesis, IReadOnlyList<string> references, TerOptions? options = null) =>
        Corpus([hypothesis], TextPairs.Sets(hypothesis, references), options);

    private static int[] Words(string line, TerOptions options, WordNumbers words)
    {
        string text = options.CaseSensitive ? line : PythonText.Lower(line);
        if (options.WithoutPunctuation)
            text = Punctuation().Replace(text, "");
        return words.Of(text);
    }

    [GeneratedRegex("[.,?:;!\"()]")]
    private static partial Regex Punctuation();

    private static int Edits(int[] hypothesis, int[] reference)
    {
        if (reference.Length == 0)
            return hypothesis.Length;
        var band = new EditBand(reference, hypothesis.Length);
        int moves = 0, tried = 0;
        while (true)
        {
            int before = band.Distance(hypothesis);
            var best = BestMove(hypothesis, reference, band, before, ref tried);
            // The move that reaches the limit is not made, as in sacreBLEU.
            if (tried >= MaxTried || best is not { Gain: > 0 })
                return moves + before;
            hypothesis = best.Value.Moved;
            moves++;
        }
    }

    private static (int Gain, int[] Moved)? BestMove(int[] hypothesis, int[] reference, EditBand band, int before, ref int tried)
    {
        var (places, wrongReference, wrongHypothesis) = band.Align();
        // The largest gain; of equal ones the longest run, then the first, then the earliest place for it.
        (int Gain, int Count, int Start, int Target) best = default;
        int[]? moved = null;
        foreach (var (start, other, count) in EqualRuns(hypothesis, reference))
        {
            // Only a run that is wrong where it stands, and wanted where the reference has it, is worth a move; and not into itself.
            if (!wrongHypothesis.AsSpan(start, count).Contains(true) || !wrongReference.AsSpan(other, count).Contains(true)
                || (places[other] >= start && places[other] < start + count))
            {
                continue;
            }
            int previous = -1;
            for (int offset = -1; offset < count; offset++)
            {
                int target = other + offset < 0 ? 0 : places[other + offset] + 1;
                if (target == previous)
                    continue;
                previous = target;
                int[] candidate = Move(hypothesis, start, count, target);
                var rank = (before - band.Distance(candidate), count, -start, -target);
                if (moved is null || rank.CompareTo(best) > 0)
                    (best, moved) = (rank, candidate);
                tried++;
            }
            if (tried >= MaxTried)
                break;
        }
        return moved is null ? null : (best.Gain, moved);
    }

    private static IEnumerable<(int Start, int Other, int Count)> EqualRuns(int[] hypothesis, int[] reference)
    {
        for (int start = 0; start < hypothesis.Length; start++)
        {
            int end = (int)Math.Min(reference.Length, (long)start + MaxDistance + 1);
            for (int other = Math.Max(0, start - MaxDistance); other < end; other++)
            {
                int longest = Math.Min(MaxWordsMoved, Math.Min(hypothesis.Length - start, reference.Length - other));
                for (int count = 1; count <= longest && hypothesis[start + count - 1] == reference[other + count - 1]; count++)
                    yield return (start, other, count);
            }
        }
    }

    private static int[] Move(int[] words, int start, int count, int target)
    {
        int[] rest = [.. words[..start], .. words[(start + count)..]];
        // A place behind the run counts its words; a place inside it moves it on by so many.
        int place = target > start + count ? target - count : Math.Min(target, rest.Length);
        return [.. rest[..place], .. words[start..(start + count)], .. rest[place..]];
    }
}
