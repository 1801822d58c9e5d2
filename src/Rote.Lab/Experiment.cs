using Rote.Lab.Plots;
using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab;

/// <summary>One of the questions: claims with their rules, what is measured, and how it is drawn. An experiment is this data and its body.</summary>
public sealed record Experiment
{
    /// <summary>Its number, 1 to 28.</summary>
    public required int Number { get; init; }

    /// <summary>The question.</summary>
    public required Bilingual Question { get; init; }

    /// <summary>What the textbook says, part by part, and the rule for each.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>What must be reached before the run says anything. Default: nothing.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>What is measured, for the table, in its order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>
    /// The units of work for each seed: what is finished is kept when a run is interrupted. Usually one an arm; what is compared by time is measured in one part.
    /// </summary>
    public required Func<Extent, IReadOnlyList<string>> Parts { get; init; }

    /// <summary>Measures one part with one seed.</summary>
    public required Action<Trial> Body { get; init; }

    /// <summary>The picture.</summary>
    public required Func<Results, Figure> Plot { get; init; }

    /// <summary>A short answer to the question, in our own words, whatever the verdict.</summary>
    public required Bilingual Answer { get; init; }

    /// <summary>Where in the code each part is.</summary>
    public required IReadOnlyList<CodePlace> Code { get; init; }

    /// <summary>What the textbook leaves out, or a limit of this run; null has none.</summary>
    public Bilingual? Note { get; init; }

    /// <summary>Chinese names of arms whose English ones are not symbols. Default: none.</summary>
    public IReadOnlyDictionary<string, string> ArmsInChinese { get; init; } = new Dictionary<string, string>();

    /// <summary>Seeds of a run, from 1. Default: 5; 3 where one run takes more than 30 s.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Time for a quick run on two cores. Default: a minute.</summary>
    public TimeSpan QuickBudget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for a full run on two cores. Default: six minutes.</summary>
    public TimeSpan FullBudget { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Goes up when what is measured changes, so that older measurements are not mixed with newer ones. Default: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The time that a run may take.</summary>
    /// <param name="extent">How much is run.</param>
    /// <returns>The budget.</returns>
    public TimeSpan Budget(Extent extent) => extent == Extent.Full ? FullBudget : QuickBudget;

    /// <summary>What the measurements say about the claims.</summary>
    /// <param name="results">The measurements.</param>
    /// <returns>The judgement: it follows from the rules alone.</returns>
    public Judgement Judge(Results results) => Judgement.Of(this, results);
}
