using Rote.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Verification;

/// <summary>What a head computes from the last hidden states, and the loss of its labels.</summary>
internal sealed class HeadChecks(Transformer model, string? problemType, ReferenceInputs inputs, CheckList checks)
{
    /// <summary>Compares scores, pooled states and loss.</summary>
    /// <param name="hidden">Last hidden states, <c>[B, T, D]</c>.</param>
    /// <param name="keep">True at real tokens, <c>[B, T]</c>.</param>
    /// <returns>The loss, a scalar; null where the case has no labels.</returns>
    public Tensor? Run(Tensor hidden, Tensor keep)
    {
        checks.Compare("last_hidden_state", CheckKind.HiddenState, hidden, keep);
        Tensor? pooled = model.Head.HasPooler ? model.Head.Pool(hidden) : null;
        if (pooled is not null)
            checks.Compare("pooler_output", CheckKind.Pooled, pooled);
        var loss = model.Spec.Head switch
        {
            HeadSpec.None { RelationLabels: > 0 } => Relation("logits", "labels", pooled!),
            HeadSpec.None => Plain(hidden, pooled, keep),
            HeadSpec.Classifier { Span: true } => Span(hidden, keep),
            HeadSpec.Classifier { PerToken: true } => TokenClasses(hidden, keep),
            HeadSpec.Classifier classifier => Classes(hidden, classifier.Labels),
            _ => Tokens(hidden, pooled, keep),
        };
        if (loss is not null)
            checks.Compare("loss", CheckKind.Loss, loss);
        return loss;
    }

    // A model without a head has no loss of its own: the cases define this one.
    private static Tensor Plain(Tensor hidden, Tensor? pooled, Tensor keep)
    {
        var loss = (hidden * keep.unsqueeze(-1)).square().mean();
        return pooled is null ? loss : loss + pooled.mean();
    }

    private Tensor? Relation(string scoresName, string labelsName, Tensor pooled)
    {
        var relation = model.Head.Relate(pooled); // [B, relations]
        checks.Compare(scoresName, CheckKind.Scores, relation);
        return inputs.Labels(labelsName, [relation.size(0)], relation.size(1)) is { } labels ? functional.cross_entropy(relation, labels, ignore_index: -100) : null;
    }

    private Tensor? Span(Tensor hidden, Tensor keep)
    {
        var ends = model.Scores(hidden); // [B, T, 2]
        long batch = ends.size(0), length = ends.size(1);
        Tensor start = ends.select(-1, 0), end = ends.select(-1, 1); // [B, T]
        checks.Compare("start_logits", CheckKind.Scores, start, keep);
        checks.Compare("end_logits", CheckKind.Scores, end, keep);
        if (inputs.Whole("start_positions", [batch], 0, long.MaxValue) is not { } first || inputs.Whole("end_positions", [batch], 0, long.MaxValue) is not { } last)
            return null;
        // An answer beyond the input does not count.
        return (functional.cross_entropy(start, first.clamp(0, length), ignore_index: length) + functional.cross_entropy(end, last.clamp(0, length), ignore_index: length)) / 2;
    }

    private Tensor? TokenClasses(Tensor hidden, Tensor keep)
    {
        var classes = model.Scores(hidden); // [B, T, labels]
        checks.Compare("logits", CheckKind.Scores, classes, keep);
        return inputs.Labels("labels", [classes.size(0), classes.size(1)], classes.size(2)) is { } labels
            ? functional.cross_entropy(classes.transpose(1, 2), labels, ignore_index: -100)
            : null;
    }

    private Tensor? Classes(Tensor hidden, int count)
    {
        var classes = model.Scores(hidden); // [B, labels]
        checks.Compare("logits", CheckKind.Scores, classes);
        // What kind of labels they are, as Hugging Face guesses it where the config does not say
        string kind = problemType ?? (count == 1 ? "regression" : inputs.IsReal("labels") ? "multi_label_classification" : "single_label_classification");
        if (kind == "single_label_classification")
            return inputs.Labels("labels", [classes.size(0)], count) is { } labels ? functional.cross_entropy(classes, labels, ignore_index: -100) : null;
        if (inputs.Targets("labels", classes.shape) is not { } targets)
            return null;
        return kind == "regression" ? functional.mse_loss(classes, targets) : functional.binary_cross_entropy_with_logits(classes, targets);
    }

    private Tensor? Tokens(Tensor hidden, Tensor? pooled, Tensor keep)
    {
        var scores = model.Scores(hidden); // [B, T, V]
        checks.Compare("logits", CheckKind.Scores, scores, keep);
        checks.Compare("prediction_logits", CheckKind.Scores, scores, keep);
        long batch = scores.size(0), length = scores.size(1);
        var relation = model.Spec.Head.RelationLabels > 0 ? Relation("seq_relationship_logits", "next_sentence_label", pooled!) : null;
        if (inputs.Labels("labels", [batch, length], scores.size(2)) is not { } labels || (model.Spec.Head.RelationLabels > 0 && relation is null))
            return null;
        // A decoder alone is asked for the token after each; beside an encoder its labels are shifted already.
        bool shifted = model.Spec.Encoder is null;
        var loss = shifted
            ? functional.cross_entropy(scores.narrow(1, 0, length - 1).transpose(1, 2), labels.narrow(1, 1, length - 1), ignore_index: -100)
            : functional.cross_entropy(scores.transpose(1, 2), labels, ignore_index: -100);
        return relation is null ? loss : loss + relation;
    }
}
