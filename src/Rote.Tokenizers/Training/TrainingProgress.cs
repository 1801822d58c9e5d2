namespace Rote.Tokenizers;

/// <summary>How far training has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Counting words: texts read. Merging: tokens of the vocabulary. Finding seeds: words. Estimating: rounds.</param>
/// <param name="Total">What <paramref name="Done"/> goes up to, unless the texts allow less; null when that is not known beforehand.</param>
public readonly record struct TrainingProgress(TrainingStage Stage, long Done, long? Total);
