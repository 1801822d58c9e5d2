using static TorchSharp.torch;

namespace Rote.Generation;

/// <summary>Changes scores before a token is chosen: first bad words, then the forced end, as Hugging Face orders them.</summary>
internal sealed class ScoreRules
{
    private readonly int? _forcedEnd;
    private readonly long[] _never;
    private readonly (long[] Before, long Last)[] _words;
    private readonly int _longestPrefix;

    public ScoreRules(GenerationOptions options)
    {
        _forcedEnd = options.ForcedEndId;
        _never = [.. options.BadWords.Where(word => word.Count == 1 && !options.EndIds.Contains(word[0])).Select(word => (long)word[0])];
        _words = [.. options.BadWords.Where(word => word.Count > 1).Select(word => (word.SkipLast(1).Select(id => (long)id).ToArray(), (long)word[^1]))];
        _longestPrefix = _words.Select(word => word.Before.Length).DefaultIfEmpty().Max();
    }

    /// <summary>Applies the rules.</summary>
    /// <param name="scores">Scores or log-probabilities, <c>[R, V]</c>; may be changed in place.</param>
    /// <param name="length">Tokens that every row has so far, prompt counted.</param>
    /// <param name="last">True when no token follows the one to be chosen.</param>
    /// <param name="tail">The last tokens of a row, at most as many as asked for; only called where a bad word has several tokens.</param>
    /// <returns>The scores, <c>[R, V]</c>.</returns>
    public Tensor Apply(Tensor scores, long length, bool last, Func<int, int, long[]> tail)
    {
        if (last && _forcedEnd is { } forced)
            return full_like(scores, double.NegativeInfinity).index_fill_(1, tensor(new long[] { forced }, device: scores.device), 0);
        if (_never.Length > 0)
            scores = scores.index_fill_(1, tensor(_never, device: scores.device), double.NegativeInfinity);
        if (_words.Length == 0)
            return scores;
        long[] completed = [.. Completions(scores.size(0), scores.size(1), length, tail)];
        return completed.Length == 0
            ? scores
            : scores.reshape(-1).index_fill_(0, tensor(completed, device: scores.device), double.NegativeInfinity).view(scores.shape);
    }

    // Flat indices of the tokens that would complete a bad word. A word longer than the row is not looked for, even where its beginning fits.
    private IEnumerable<long> Completions(long rows, long vocabularySize, long length, Func<int, int, long[]> tail)
    {
        for (int row = 0; row < rows; row++)
        {
            long[] written = tail(row, _longestPrefix);
            foreach (var (before, completing) in _words)
            {
                if (before.Length < length && written.AsSpan(written.Length - before.Length).SequenceEqual(before))
                    yield return row * vocabularySize + completing;
            }
        }
    }
}
