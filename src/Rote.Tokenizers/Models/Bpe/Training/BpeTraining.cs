namespace Rote.Tokenizers;

/// <summary>
/// Finds the merges of byte-pair encoding as Hugging Face's trainer does: the most frequent pair of neighbours is merged everywhere, again and again.
/// </summary>
/// <remarks>Sennrich et al. 2016, section 3.2. https://aclanthology.org/P16-1162</remarks>
internal static class BpeTraining
{
    /// <summary>Finds the vocabulary and merges of words.</summary>
    /// <param name="words">The words, in any order.</param>
    /// <param name="options">What to find.</param>
    /// <param name="progress">Hears of the size of the vocabulary.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <param name="firstTokens">See <see cref="TrainingAlphabet"/>; null finds them.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static TrainedMerges Train(
        IReadOnlyList<WordCount> words, BpeTrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation, IReadOnlyList<string>? firstTokens = null)
    {
        var alphabet = new TrainingAlphabet(words, options, firstTokens);
        var tokens = alphabet.Tokens;
        var pairs = new PairCounts();
        var queue = new TrainingQueue(pairs);
        var text = new TrainingWords(words, alphabet, pairs, options.MaximumTokenLength);
        int before = tokens.Count, reported = 0;
        var merges = new List<(int Left, int Right, long Count)>();
        pairs.Queue(queue);
        while (tokens.Count < options.VocabularySize && queue.TryTake(out var candidate, out ulong count) && count >= (ulong)options.MinimumCount)
        {
            cancellation.ThrowIfCancellationRequested();
            var (left, right) = pairs.TokensOf(candidate.Pair);
            // What is there already is made once more: the vocabulary does not grow, and yet it is a merge.
            int made = tokens.Add(string.Concat(tokens[left], WithoutPrefix(tokens[right], options.ContinuingPrefix)));
            merges.Add((left, right, (long)count));
            text.Merge(candidate, made);
            pairs.Queue(queue);
            if (progress is not null && tokens.Count > reported + options.VocabularySize / 100)
            {
                reported = tokens.Count;
                progress.Report(new TrainingProgress(TrainingStage.Merging, reported, options.VocabularySize));
            }
        }
        progress?.Report(new TrainingProgress(TrainingStage.Merging, tokens.Count, options.VocabularySize));
        var trace = merges.Select(merge => (tokens[merge.Left], tokens[merge.Right], merge.Count));
        return new TrainedMerges(tokens.Tokens, [.. Ranked(merges).Select(pair => (tokens[pair.Left], tokens[pair.Right]))], [.. trace], before);
    }

    private static ReadOnlySpan<char> WithoutPrefix(string token, string? prefix) =>
        prefix is not null && token.StartsWith(prefix, StringComparison.Ordinal) ? token.AsSpan(prefix.Length) : token;

    // A pair that is merged twice has the later rank.
    private static IEnumerable<(int Left, int Right)> Ranked(List<(int Left, int Right, long Count)> merges)
    {
        var ranks = new Dictionary<(int, int), int>(merges.Count);
        for (int rank = 0; rank < merges.Count; rank++)
            ranks[(merges[rank].Left, merges[rank].Right)] = rank;
        for (int rank = 0; rank < merges.Count; rank++)
        {
            var (left, right, _) = merges[rank];
            if (ranks[(left, right)] == rank)
                yield return (left, right);
        }
    }
}
