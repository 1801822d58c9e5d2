using Rote.Layers;
using Rote.Tensors;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>A model made from a <see cref="TransformerSpec"/>: encoder, decoder, or both, and a head.</summary>
public sealed class Transformer : nn.Module
{
    [ComponentName(Name = "tokens")]
    private readonly TokenTable _tokens;
    [ComponentName(Name = "decoder_tokens")]
    private readonly TokenTable? _decoderTokens;
    [ComponentName(Name = "encoder")]
    private readonly Stack? _encoder;
    [ComponentName(Name = "decoder")]
    private readonly Stack? _decoder;
    [ComponentName(Name = "head")]
    private readonly Head _head;

    /// <summary>Makes the model with parameters that are not initialised: call <see cref="Initializer.Initialize"/>, or load a checkpoint.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="linear">Makes the linear layers; null is <see cref="Linear.Dense"/>.</param>
    /// <exception cref="ArgumentException">The spec is not valid; the message lists all violations.</exception>
    public Transformer(TransformerSpec spec, LinearFactory? linear = null)
        : base(nameof(Transformer))
    {
        ArgumentNullException.ThrowIfNull(spec);
        Spec = spec.Validated();
        _tokens = new TokenTable(spec.VocabularySize, spec.Width, InRange(spec.PaddingId, spec.VocabularySize));
        _decoderTokens = spec.DecoderVocabularySize is { } size ? new TokenTable(size, spec.Width, InRange(spec.PaddingId, size)) : null;
        _encoder = spec.Encoder is null ? null : new Stack(spec.Width, spec.Encoder, linear);
        _decoder = spec.Decoder is null ? null : new Stack(spec.Width, spec.Decoder, linear);
        _head = new Head(spec.Width, spec.DecoderVocabularySize ?? spec.VocabularySize, spec.Head, linear);
        RegisterComponents();
    }

    /// <summary>What the model was made from.</summary>
    public TransformerSpec Spec { get; }

    /// <summary>What is computed from the last hidden states.</summary>
    public Head Head => _head;

    /// <summary>The head as one linear map; null where it is not one, or has a trained bias.</summary>
    public LinearHead? LinearHead => _head.Linear(_decoderTokens ?? _tokens);

    /// <summary>V of what the model writes.</summary>
    public int OutputVocabularySize => Spec.DecoderVocabularySize ?? Spec.VocabularySize;

    /// <summary>Reads tokens with the encoder.</summary>
    /// <param name="ids">Token ids, <c>[B, S]</c>, int64.</param>
    /// <param name="inputs">Mask, positions, segments, capture; null is none.</param>
    /// <returns>Last hidden states, <c>[B, S, D]</c>.</returns>
    /// <exception cref="InvalidOperationException">The model has no encoder.</exception>
    /// <exception cref="ArgumentException">An id is outside the vocabulary, or the input is too long.</exception>
    public Tensor Encode(Tensor ids, StackInputs? inputs = null)
    {
        var encoder = _encoder ?? throw new InvalidOperationException("The model has no encoder: call Decode.");
        return Read(encoder, _tokens, ids, inputs ?? new());
    }

    /// <summary>Reads tokens with the decoder.</summary>
    /// <param name="ids">Token ids, <c>[B, T]</c>, int64; with a cache only the new ones.</param>
    /// <param name="inputs">Masks, memory, cache, capture; null is none.</param>
    /// <returns>Last hidden states, <c>[B, T, D]</c>.</returns>
    /// <exception cref="InvalidOperationException">The model has no decoder.</exception>
    /// <exception cref="ArgumentException">An id is outside the vocabulary, the input is too long, or the memory is missing.</exception>
    public Tensor Decode(Tensor ids, StackInputs? inputs = null)
    {
        var decoder = _decoder ?? throw new InvalidOperationException("The model has no decoder: call Encode.");
        return Read(decoder, _decoderTokens ?? _tokens, ids, inputs ?? new());
    }

    /// <summary>The head's scores for hidden states.</summary>
    /// <param name="hidden">Last hidden states, <c>[B, T, D]</c>.</param>
    /// <returns><c>[B, T, V]</c> of a language model; a classifier's scores.</returns>
    /// <exception cref="InvalidOperationException">The model has no head.</exception>
    public Tensor Scores(Tensor hidden) => _head.Scores(hidden, _decoderTokens ?? _tokens);

    /// <summary>An empty cache for the decoder.</summary>
    /// <returns>To be disposed by the caller.</returns>
    /// <exception cref="InvalidOperationException">The model has no decoder.</exception>
    public StackCache NewCache() => new(Spec.Decoder?.Layers ?? throw new InvalidOperationException("The model has no decoder, so nothing to cache."));

    private static int? InRange(int? id, int size) => id < size ? id : null;

    private static Tensor Read(Stack stack, TokenTable table, Tensor ids, StackInputs inputs)
    {
        _ = ids.Dims2("[B, T]");
        using var scope = NewDisposeScope();
        long rows = table.Weight.size(0);
        if (ids.dtype != ScalarType.Int64)
            throw new ArgumentException($"`ids` must be int64; got {ids.dtype}. Convert with .to(int64).", nameof(ids));
        if (ids.numel() > 0 && (ids.min().item<long>() < 0 || ids.max().item<long>() >= rows))
            throw new ArgumentException($"`ids` must be in [0, {rows}), the model's vocabulary; got {ids.min().item<long>()} to {ids.max().item<long>()}.", nameof(ids));
        return stack.Read(table.call(ids), inputs).MoveToOuterDisposeScope();
    }
}
