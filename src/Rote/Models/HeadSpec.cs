using System.Text.Json.Serialization;
using Rote.Layers;

namespace Rote.Models;

/// <summary>What a model computes from its last hidden states.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(LanguageModel), "language-model")]
[JsonDerivedType(typeof(MaskedLanguageModel), "masked-language-model")]
[JsonDerivedType(typeof(Classifier), "classifier")]
public abstract record HeadSpec
{
    private HeadSpec()
    {
    }

    /// <summary>A BERT pooler, tanh(W·h₀ + b), before or beside the head. Default: false.</summary>
    public bool Pooler { get; init; }

    /// <summary>Classes of a sentence-relation classifier on the pooler beside the head (BERT's next sentence); 0 has none. Default: 0.</summary>
    public int RelationLabels { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (RelationLabels < 0)
            yield return $"Head.RelationLabels must not be negative; got {RelationLabels}.";
        if (RelationLabels > 0 && !Pooler)
            yield return $"Head.RelationLabels reads the pooled state: set Head.Pooler, or leave it 0; got {RelationLabels}.";
        switch (this)
        {
            case MaskedLanguageModel model:
                if (!Enum.IsDefined(model.Activation))
                    yield return $"Head.Activation must be one of {string.Join(", ", Enum.GetNames<Activation>())}; got {model.Activation}.";
                foreach (string violation in model.Norm.Violations("Head.Norm"))
                    yield return violation;
                break;
            case Classifier classifier:
                if (classifier.Labels <= 0)
                    yield return $"Head.Labels must be positive; got {classifier.Labels}.";
                if (classifier.Dropout is not (>= 0 and < 1))
                    yield return $"Head.Dropout must be in [0, 1); got {classifier.Dropout}.";
                if (classifier.Span && (classifier.Labels != 2 || !classifier.PerToken))
                    yield return $"Head.Span needs Labels = 2 and PerToken; got {classifier.Labels} and {classifier.PerToken}.";
                break;
        }
    }

    /// <summary>Hidden states only.</summary>
    public sealed record None : HeadSpec;

    /// <summary>Scores of the next token.</summary>
    /// <param name="Tied">True reads scores by the token embeddings.</param>
    /// <param name="ScaleByInverseSquareRootWidth">True multiplies hidden states by 1/√D first (T5 with tied embeddings).</param>
    /// <param name="Bias">True adds a trained bias to the scores.</param>
    /// <param name="FixedBias">True adds a vector that is saved but not trained (Marian's final_logits_bias).</param>
    public sealed record LanguageModel(bool Tied = true, bool ScaleByInverseSquareRootWidth = false, bool Bias = false, bool FixedBias = false) : HeadSpec;

    /// <summary>Scores of hidden tokens: a linear layer, its activation and norm, then the table of tokens with a bias (Devlin et al. 2019).</summary>
    /// <param name="Activation">After the linear layer.</param>
    /// <param name="Norm">After the activation.</param>
    /// <param name="Tied">True reads scores by the token embeddings.</param>
    public sealed record MaskedLanguageModel(Activation Activation, NormSpec Norm, bool Tied = true) : HeadSpec;

    /// <summary>A linear layer on the pooled or on every position.</summary>
    /// <param name="Labels">Classes; 2 for the start and the end of an answer.</param>
    /// <param name="PerToken">True classifies every position, false the pooled one.</param>
    /// <param name="Dropout">Before the layer, in training.</param>
    /// <param name="Span">True when the two classes are the start and the end of an answer, each a distribution over positions.</param>
    public sealed record Classifier(int Labels, bool PerToken, double Dropout = 0, bool Span = false) : HeadSpec;
}
