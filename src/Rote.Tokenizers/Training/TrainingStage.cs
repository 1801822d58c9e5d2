namespace Rote.Tokenizers;

/// <summary>What a trainer is doing.</summary>
public enum TrainingStage
{
    /// <summary>Reading the texts and counting their words.</summary>
    CountingWords,

    /// <summary>Joining the most frequent pairs of tokens to new tokens.</summary>
    Merging,

    /// <summary>Looking for the substrings that a Unigram model begins with.</summary>
    FindingSeeds,

    /// <summary>Fitting the scores of a Unigram model's pieces, and dropping pieces.</summary>
    Estimating,
}
