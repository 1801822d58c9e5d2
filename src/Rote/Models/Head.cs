using Rote.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Models;

/// <summary>What a model computes from its last hidden states, as its <see cref="HeadSpec"/> says.</summary>
public sealed class Head : Module
{
    [ComponentName(Name = "transform")]
    private readonly Module<Tensor, Tensor>? _transform;
    [ComponentName(Name = "norm")]
    private readonly Norm? _norm;
    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;
    [ComponentName(Name = "output")]
    private readonly Module<Tensor, Tensor>? _output;
    [ComponentName(Name = "pooler")]
    private readonly Module<Tensor, Tensor>? _pooler;
    [ComponentName(Name = "relation")]
    private readonly Module<Tensor, Tensor>? _relation;
    private readonly Tensor? _fixedBias;
    private readonly HeadSpec _spec;
    private readonly int _width;

    internal Head(int width, int vocabularySize, HeadSpec spec, LinearFactory? linear)
        : base(nameof(Head))
    {
        linear ??= Layers.Linear.Dense;
        _spec = spec;
        _width = width;
        _pooler = spec.Pooler ? linear(width, width, true) : null;
        _relation = spec.RelationLabels > 0 ? linear(width, spec.RelationLabels, true) : null;
        switch (spec)
        {
            case HeadSpec.None:
                break;
            case HeadSpec.LanguageModel model:
                _output = model.Tied ? null : linear(width, vocabularySize, false);
                _bias = model.Bias ? Parameter(zeros(vocabularySize)) : null;
                _fixedBias = model.FixedBias ? zeros(1, vocabularySize) : null;
                break;
            case HeadSpec.MaskedLanguageModel model:
                _transform = linear(width, width, true);
                _norm = new Norm(width, model.Norm);
                _bias = Parameter(zeros(vocabularySize));
                _output = model.Tied ? null : linear(width, vocabularySize, false);
                break;
            case HeadSpec.Classifier classifier:
                _output = linear(width, classifier.Labels, true);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        if (_fixedBias is not null)
            register_buffer("fixed_bias", _fixedBias);
        RegisterComponents();
    }

    /// <summary>True when <see cref="Pool"/> can be called.</summary>
    public bool HasPooler => _pooler is not null;

    /// <summary>The scores of the head.</summary>
    /// <param name="hidden">Last hidden states, <c>[B, T, D]</c>.</param>
    /// <param name="tokens">The token table, for a tied head.</param>
    /// <returns><c>[B, T, V]</c> of a language model, <c>[B, T, labels]</c> or <c>[B, labels]</c> of a classifier.</returns>
    /// <exception cref="InvalidOperationException">The model has no head.</exception>
    public Tensor Scores(Tensor hidden, TokenTable tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using var scope = NewDisposeScope();
        Tensor scores;
        switch (_spec)
        {
            case HeadSpec.LanguageModel model:
                if (model.ScaleByInverseSquareRootWidth)
                    hidden = hidden * (1 / Math.Sqrt(_width));
                // A bias goes into the product: scores are the largest tensor, and a sum would pass over them once more.
                var bias = _bias ?? FixedBias();
                scores = _output is null ? tokens.Scores(hidden, bias) : bias is null ? _output.call(hidden) : _output.call(hidden) + bias; // [B, T, V]
                if (_bias is not null && _fixedBias is not null)
                    scores = scores + FixedBias()!;
                break;
            case HeadSpec.MaskedLanguageModel model:
                var transformed = _norm!.call(model.Activation.Apply(_transform!.call(hidden))); // [B, T, D]
                scores = _output is null ? tokens.Scores(transformed, _bias) : _output.call(transformed) + _bias!; // [B, T, V]
                break;
            case HeadSpec.Classifier classifier:
                var read = classifier.PerToken || _pooler is null ? hidden : Pool(hidden);
                if (training && classifier.Dropout > 0)
                    read = functional.dropout(read, classifier.Dropout, training: true);
                scores = _output!.call(read);
                break;
            default:
                throw new InvalidOperationException("The model has no head: read its hidden states.");
        }
        return scores.MoveToOuterDisposeScope();
    }

    /// <summary>The head as one linear map, where it is one whose bias is not trained.</summary>
    /// <param name="tokens">The token table, for a tied head.</param>
    /// <returns>What <see cref="LinearHead"/> says, or null.</returns>
    internal LinearHead? Linear(TokenTable tokens) => _spec is HeadSpec.LanguageModel model && _bias is null && (_output is null or Layers.Linear)
        ? new LinearHead(_output is Layers.Linear own ? own.Weight : tokens.Weight, FixedBias(), model.ScaleByInverseSquareRootWidth ? 1 / Math.Sqrt(_width) : 1)
        : null;

    /// <summary>BERT's pooled state, tanh(W·h₀ + b).</summary>
    /// <param name="hidden">Last hidden states, <c>[B, T, D]</c>.</param>
    /// <returns><c>[B, D]</c>.</returns>
    /// <exception cref="InvalidOperationException">The model has no pooler.</exception>
    public Tensor Pool(Tensor hidden)
    {
        if (_pooler is null)
            throw new InvalidOperationException("The model has no pooler.");
        using var scope = NewDisposeScope();
        return _pooler.call(hidden.select(1, 0)).tanh().MoveToOuterDisposeScope(); // [B, D]
    }

    /// <summary>Scores of how two sentences relate (BERT's next sentence).</summary>
    /// <param name="pooled">What <see cref="Pool"/> gave, <c>[B, D]</c>.</param>
    /// <returns><c>[B, relations]</c>.</returns>
    /// <exception cref="InvalidOperationException">The model has no such classifier.</exception>
    public Tensor Relate(Tensor pooled) =>
        (_relation ?? throw new InvalidOperationException("The model has no sentence-relation classifier.")).call(pooled);

    private Tensor? FixedBias() => _fixedBias is null ? null : get_buffer("fixed_bias")!.reshape(-1); // [V]
}
