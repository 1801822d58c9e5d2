namespace Rote.Tokenizers;

/// <summary>What a trainer is doing.</summary>
public enum TrainingStage
{
    /// <summary>Reading the texts and counting their words.</summary>
    CountingWords,

    /// <summary>Joining the most frequent pairs of tokens to new tokens.</summary>
    Merging,
}
