namespace Rote.Training.Translation;

/// <summary>How a run ended, measured with the model that was saved.</summary>
public sealed record TrainingOutcome
{
    /// <summary>Where the model is.</summary>
    public required string Directory { get; init; }

    /// <summary>Steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>The step whose model was kept.</summary>
    public required long BestStep { get; init; }

    /// <summary>Why training ended.</summary>
    public required string EndedBecause { get; init; }

    /// <summary>Trained numbers, a shared one counted once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Seconds of training, validation and the final test.</summary>
    public required double Seconds { get; init; }

    /// <summary>The final test.</summary>
    public required TranslationScores Test { get; init; }

    /// <summary>Share exactly right for each group of the test, such as a language.</summary>
    public required IReadOnlyDictionary<string, double> ExactMatchByGroup { get; init; }

    /// <summary>The first outputs of the test: source, output, reference.</summary>
    public required IReadOnlyList<(string Source, string Output, string Reference)> Examples { get; init; }
}
