using Rote.Attention;
using Rote.Models;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Generation;

/// <summary>Writes the best-scored token at each step. Caches make a step cost one token.</summary>
public static class GreedyDecoder
{
    /// <summary>Writes after prompts, or from an encoder's input.</summary>
    /// <param name="model">A language model, in evaluation mode.</param>
    /// <param name="ids">Prompts padded on the left, or an encoder's input padded on either side, <c>[B, T]</c>, int64.</param>
    /// <param name="keep">True at real tokens, <c>[B, T]</c>; null where nothing is padding.</param>
    /// <param name="options">How decoding starts and ends.</param>
    /// <param name="cancellation">Ends the loop between two tokens.</param>
    /// <returns>Prompt (or start token) and what was written, a row each, all as long as the longest.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the model writes no tokens.</exception>
    public static long[][] Generate(Transformer model, Tensor ids, Tensor? keep, GreedyOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxNewTokens);
        if (model.Spec.Decoder is null || model.Spec.Head is not HeadSpec.LanguageModel)
            throw new ArgumentException("`model` must have a decoder and a language-model head: it writes no tokens.", nameof(model));
        var (batch, promptLength) = ids.Dims2("[B, T]");
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var cache = model.NewCache();
        var real = keep ?? ones_like(ids, dtype: ScalarType.Bool);
        bool encoded = model.Spec.Encoder is not null;
        var memory = encoded ? model.Encode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(real) }) : null;
        var next = encoded ? full(batch, 1, options.DecoderStartId, dtype: ScalarType.Int64) : ids;
        var rows = Rows(next).Select(row => new List<long>(row)).ToArray();
        bool[] ended = new bool[batch];
        // A prompt's positions count its real tokens only, so that padding on the left changes nothing.
        var past = encoded ? null : real;
        for (int written = 0; written < options.MaxNewTokens && !ended.All(end => end); written++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var hidden = model.Decode(next, new StackInputs
            {
                Cache = cache,
                Memory = memory,
                MemoryMask = encoded ? AttentionMask.KeyPadding(real) : AttentionMask.All,
                Mask = past is null ? AttentionMask.All : AttentionMask.KeyPadding(past),
                Positions = past is null ? null : (past.to(ScalarType.Int64).cumsum(1) - 1).clamp(0).narrow(1, past.size(1) - next.size(1), next.size(1)),
            });
            var scores = model.Scores(hidden.narrow(1, hidden.size(1) - 1, 1)).squeeze(1); // [B, V]
            long[] chosen = Choose(scores, rows, options, last: written == options.MaxNewTokens - 1);
            for (int row = 0; row < batch; row++)
            {
                if (ended[row])
                    chosen[row] = options.PaddingId;
                rows[row].Add(chosen[row]);
                ended[row] |= options.EndIds.Contains((int)chosen[row]);
            }
            next = tensor(chosen).unsqueeze(1).MoveToOuterDisposeScope(); // [B, 1]
            if (past is not null)
                past = cat([past, ones(batch, 1, dtype: ScalarType.Bool)], 1).MoveToOuterDisposeScope();
        }
        return [.. rows.Select(row => row.ToArray())];
    }

    private static long[] Choose(Tensor scores, List<long>[] rows, GreedyOptions options, bool last)
    {
        if (last && options.ForcedEndId is { } forced)
            return [.. rows.Select(_ => (long)forced)];
        for (int row = 0; row < rows.Length; row++)
        {
            foreach (var word in options.BadWords)
            {
                int before = word.Count - 1;
                bool completes = rows[row].Count >= before && rows[row].Skip(rows[row].Count - before).SequenceEqual(word.Take(before).Select(id => (long)id));
                if (completes)
                    scores[row].narrow(0, word[before], 1).fill_(double.NegativeInfinity);
            }
        }
        return scores.argmax(-1).data<long>().ToArray();
    }

    private static IEnumerable<long[]> Rows(Tensor ids)
    {
        long width = ids.size(1);
        return ids.contiguous().data<long>().ToArray().Chunk((int)width);
    }
}
