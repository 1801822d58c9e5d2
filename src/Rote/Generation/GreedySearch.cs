using static TorchSharp.torch;

namespace Rote.Generation;

/// <summary>Writes the best-scored token at each step.</summary>
internal static class GreedySearch
{
    /// <summary>Writes until every row has ended or the limit is reached.</summary>
    /// <param name="state">A decoder that has read nothing.</param>
    /// <param name="start">Prompts or start tokens, <c>[B, T]</c>.</param>
    /// <param name="prompts">The same, row by row.</param>
    /// <param name="limit">Tokens to write at most.</param>
    /// <param name="options">End tokens, padding, rules.</param>
    /// <param name="cancellation">Ends the loop between two tokens.</param>
    /// <returns>The rows, all as long as the longest.</returns>
    public static GeneratedTokens Run(DecodingState state, Tensor start, long[][] prompts, int limit, GenerationOptions options, CancellationToken cancellation)
    {
        var rules = new ScoreRules(options);
        var ends = options.EndIds.Select(id => (long)id).ToHashSet();
        List<long>[] rows = [.. prompts.Select(prompt => new List<long>(prompt))];
        // Which row each row of the decoder's batch is; a row that has ended stays until half have.
        int[] places = [.. Enumerable.Range(0, rows.Length)];
        bool[] ended = new bool[rows.Length];
        long[] chosen = [];
        for (int written = 0; written < limit && places.Length > 0; written++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var scores = state.Read(written == 0 ? start : tensor(chosen, device: start.device).unsqueeze(1)); // [R, V]
            int[] now = places;
            scores = rules.Apply(scores, prompts[0].Length + written, written == limit - 1, (row, count) => Tail(rows[now[row]], count));
            chosen = scores.argmax(-1).cpu().data<long>().ToArray();
            int live = 0;
            for (int row = 0; row < places.Length; row++)
            {
                int place = places[row];
                if (ended[place])
                    continue;
                rows[place].Add(chosen[row]);
                ended[place] = ends.Contains(chosen[row]);
                live += ended[place] ? 0 : 1;
            }
            // Copying the caches costs about what a step costs, so halves are waited for.
            if (live == 0)
                break;
            if (2 * live <= places.Length && written < limit - 1)
            {
                int[] kept = [.. Enumerable.Range(0, places.Length).Where(row => !ended[now[row]])];
                state.Take([.. kept.Select(row => (long)row)]);
                chosen = [.. kept.Select(row => chosen[row])];
                places = [.. kept.Select(row => now[row])];
            }
        }
        int longest = rows.Max(row => row.Count);
        return new([.. rows.Select(row => row.Concat(Enumerable.Repeat((long)options.PaddingId, longest - row.Count)).ToArray())], null);
    }

    private static long[] Tail(List<long> row, int count) => [.. row.Skip(Math.Max(0, row.Count - count))];
}
