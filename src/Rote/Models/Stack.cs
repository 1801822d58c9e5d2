using Rote.Attention;
using Rote.Layers;
using Rote.Positions;
using Rote.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Models;

/// <summary>An encoder or decoder: embeddings → blocks → last norm. The token table is the model's, because stacks may share it.</summary>
public sealed class Stack : Module
{
    [ComponentName(Name = "positions")]
    private readonly PositionScheme _positions;
    [ComponentName(Name = "token_types")]
    private readonly TokenTable? _tokenTypes;
    [ComponentName(Name = "embedding_norm")]
    private readonly Norm? _embeddingNorm;
    [ComponentName(Name = "blocks")]
    private readonly ModuleList<Block> _blocks;
    [ComponentName(Name = "final_norm")]
    private readonly Norm? _finalNorm;
    private readonly int _width;

    internal Stack(int width, StackSpec spec, LinearFactory? linear)
        : base(nameof(Stack))
    {
        _width = width;
        Spec = spec;
        var attention = spec.Block.SelfAttention;
        _positions = PositionScheme.Create(spec.Positions, width, attention?.Heads ?? 1, attention?.HeadWidthFor(width) ?? width);
        _tokenTypes = spec.Embedding.TokenTypes > 0 ? new TokenTable(spec.Embedding.TokenTypes, width) : null;
        _embeddingNorm = spec.Embedding.Norm is { } norm ? new Norm(width, norm) : null;
        _blocks = new ModuleList<Block>([.. Enumerable.Range(0, spec.Layers).Select(layer => new Block(width, BlockOf(spec, width, layer), linear))]);
        _finalNorm = spec.FinalNorm is { } last ? new Norm(width, last) : null;
        RegisterComponents();
    }

    /// <summary>What the stack was made from.</summary>
    public StackSpec Spec { get; }

    /// <summary>Reads tokens.</summary>
    /// <param name="embedded">Rows of the token table, <c>[B, T, D]</c>.</param>
    /// <param name="inputs">Masks, positions, memory, cache, capture.</param>
    /// <returns>Last hidden states, <c>[B, T, D]</c>.</returns>
    /// <exception cref="ArgumentException">The input is longer than the position scheme reaches.</exception>
    public Tensor Read(Tensor embedded, StackInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (batch, queryLength, _) = embedded.Dims3("[B, T, D]");
        using var scope = NewDisposeScope();
        long past = inputs.Cache?.Length ?? 0, keyLength = past + queryLength;
        if (_positions.MaxLength is { } limit && keyLength > limit && inputs.Positions is null)
            throw new ArgumentException($"The input must have at most {limit} tokens, the reach of the position scheme; got {keyLength}. Shorten it.");
        var positions = inputs.Positions ?? arange(past, keyLength, device: embedded.device); // [T] or [B, T]

        var x = Spec.Embedding.ScaleBySquareRootWidth ? embedded * Math.Sqrt(_width) : embedded;
        if (_tokenTypes is not null)
            x = x + _tokenTypes.call(inputs.TokenTypes ?? zeros_like(x.select(-1, 0), dtype: ScalarType.Int64));
        x = _positions.Embed(x, positions);
        if (_embeddingNorm is not null)
            x = _embeddingNorm.call(x);
        if (training && Spec.Embedding.Dropout > 0)
            x = functional.dropout(x, Spec.Embedding.Dropout, training: true);

        var mask = Spec.Causal ? AttentionMask.Causal & inputs.Mask : inputs.Mask;
        var shared = new BlockInputs
        {
            Mask = _blocks[0].SelfKernel?.Prepare(mask, queryLength, keyLength, x.device) ?? mask,
            Memory = inputs.Memory,
            MemoryMask = inputs.Memory is { } memory && _blocks[0].CrossKernel is { } kernel
                ? kernel.Prepare(inputs.MemoryMask, queryLength, memory.size(1), x.device)
                : inputs.MemoryMask,
        };
        var context = _positions.Prepare(positions, queryLength, keyLength, x.dtype);
        for (int layer = 0; layer < _blocks.Count; layer++)
        {
            inputs.Capture?.Keep(x);
            x = _blocks[layer].Pass(x, shared with { Positions = context.OfLayer(layer) }, inputs.Cache?[layer], inputs.Capture?.NextBlock());
        }
        if (_finalNorm is not null)
            x = _finalNorm.call(x);
        if (training && Spec.FinalDropout > 0)
            x = functional.dropout(x, Spec.FinalDropout, training: true);
        inputs.Capture?.Keep(x);
        return x.MoveToOuterDisposeScope();
    }

    private static BlockSpec BlockOf(StackSpec spec, int width, int layer) => spec is { ScaleByInverseLayer: true, Block.SelfAttention: { } attention }
        ? spec.Block with { SelfAttention = attention with { Scale = new AttentionScale.Custom(attention.Scale.For(attention.HeadWidthFor(width)) / (layer + 1)) } }
        : spec.Block;
}
