namespace Rote.Lab.Learning;

/// <summary>How a model does on labels that count.</summary>
/// <param name="Loss">In nats per label.</param>
/// <param name="Accuracy">Share of labels that are right, 0 to 1.</param>
/// <param name="Exact">Share of rows with all labels right, 0 to 1.</param>
public sealed record Scores(double Loss, double Accuracy, double Exact);
