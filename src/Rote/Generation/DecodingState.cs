using Rote.Attention;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Generation;

/// <summary>A decoder in the middle of writing: its cache, its padding, and the encoder's output. Rows can be dropped, repeated and reordered.</summary>
internal sealed class DecodingState : IDisposable
{
    private readonly Transformer _model;
    private readonly StackCache _cache;
    private readonly Device _device;
    // [B, S, D]; keeps its rows: once the cross caches are filled only its length counts
    private readonly Tensor? _memory;
    private Tensor? _memoryKeep; // [R, S]; null where no encoder input is padding
    private Tensor? _keep; // [R, tokens read]; null where no prompt is padded
    private Tensor? _position; // [R, 1], of the token read last; null where no prompt is padded

    /// <summary>Runs the encoder, where there is one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ids">Prompts, or the encoder's input, <c>[B, T]</c>.</param>
    /// <param name="keep">True at real tokens, <c>[B, T]</c>; null where nothing is padding.</param>
    public DecodingState(Transformer model, Tensor ids, Tensor? keep)
    {
        _model = model;
        _device = ids.device;
        if (model.Spec.Encoder is null)
        {
            _keep = keep?.alias().DetachFromDisposeScope();
        }
        else
        {
            // What may throw comes first, so that nothing detached is left behind.
            _memory = model.Encode(ids, new StackInputs { Mask = Padding(keep) }).DetachFromDisposeScope();
            _memoryKeep = keep?.alias().DetachFromDisposeScope();
        }
        _cache = model.NewCache();
    }

    /// <summary>Reads tokens.</summary>
    /// <param name="ids">Prompts or start tokens at first, <c>[B, T]</c>; then one token a row, <c>[R, 1]</c>.</param>
    /// <returns>Scores of what comes next, <c>[R, V]</c>, float32 as Hugging Face chooses from.</returns>
    public Tensor Read(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var hidden = _model.Decode(ids, new StackInputs
        {
            Cache = _cache,
            Memory = _memory,
            MemoryMask = Padding(_memoryKeep),
            Positions = Positions(ids),
            Mask = Padding(_keep),
        });
        // Only the last position is scored: of a long prompt the rest would cost T·V.
        var scores = _model.Scores(hidden.narrow(1, hidden.size(1) - 1, 1)).squeeze(1); // [R, V]
        return scores.to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Row i becomes the old row rows[i]: drops and repeats.</summary>
    /// <param name="rows">Old rows.</param>
    public void Take(long[] rows)
    {
        using var scope = NewDisposeScope();
        var index = tensor(rows, device: _device);
        _cache.Select(index);
        Replace(ref _memoryKeep, old => old.index_select(0, index));
        Replace(ref _keep, old => old.index_select(0, index));
        Replace(ref _position, old => old.index_select(0, index));
    }

    /// <summary>Row i becomes the old row rows[i], of the same input: what was read of the encoder stays in place.</summary>
    /// <param name="rows">Old rows.</param>
    public void Reorder(long[] rows)
    {
        bool inPlace = true;
        for (int row = 0; row < rows.Length && inPlace; row++)
            inPlace = rows[row] == row;
        if (inPlace)
            return;
        using var scope = NewDisposeScope();
        _cache.SelectSelf(tensor(rows, device: _device));
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        _cache.Dispose();
        _memory?.Dispose();
        _memoryKeep?.Dispose();
        _keep?.Dispose();
        _position?.Dispose();
    }

    private static AttentionMask Padding(Tensor? keep) => keep is null ? AttentionMask.All : AttentionMask.KeyPadding(keep);

    private static void Replace(ref Tensor? held, Func<Tensor, Tensor> change)
    {
        if (held is null)
            return;
        using var old = held;
        held = change(old).DetachFromDisposeScope();
    }

    // A prompt's positions count its real tokens only, so that padding on the left changes nothing. Null counts on from the cache.
    private Tensor? Positions(Tensor ids)
    {
        if (_keep is null)
            return null;
        if (_position is null)
        {
            var positions = (_keep.to(ScalarType.Int64).cumsum(1) - 1).clamp(0); // [B, T]
            _position = positions.narrow(1, positions.size(1) - 1, 1).clone().DetachFromDisposeScope();
            return positions;
        }
        Replace(ref _position, old => old + 1);
        Replace(ref _keep, old => cat([old, ones(old.size(0), 1, dtype: ScalarType.Bool, device: ids.device)], 1));
        return _position;
    }
}
