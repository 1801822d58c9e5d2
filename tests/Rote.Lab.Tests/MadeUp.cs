using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab.Tests;

/// <summary>Measurements that nobody measured, to try rules on.</summary>
internal sealed class MadeUp(Experiment experiment)
{
    private readonly List<TrialRecord> _trials = [];

    /// <summary>A number for each seed, from seed 1.</summary>
    public MadeUp With(string arm, string metric, params double[] values)
    {
        for (int index = 0; index < values.Length; index++)
            _trials.Add(new TrialRecord(arm, index + 1, 1, [new MeasuredValue(arm, metric, values[index])], [], []));
        return this;
    }

    public Judgement Judge() => experiment.Judge(new Results(experiment, _trials));
}
