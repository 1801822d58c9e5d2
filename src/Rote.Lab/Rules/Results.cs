using Rote.Lab.Runs;

namespace Rote.Lab.Rules;

/// <summary>The measurements of a run: a number for each arm, metric and seed, and curves.</summary>
public sealed class Results
{
    private readonly Dictionary<(string Arm, string Metric), SortedDictionary<int, double>> _values = [];
    private readonly Dictionary<(string Arm, string Curve), SortedDictionary<int, IReadOnlyList<CurvePoint>>> _curves = [];
    private readonly List<string> _arms = [];
    private readonly Experiment _experiment;

    /// <summary>Gathers what trials measured.</summary>
    /// <param name="experiment">Whose measurements they are: it names metrics and arms.</param>
    /// <param name="trials">The trials.</param>
    public Results(Experiment experiment, IEnumerable<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(trials);
        _experiment = experiment;
        foreach (var trial in trials)
        {
            foreach (var (arm, metric, value) in trial.Values)
                At(_values, arm, metric)[trial.Seed] = value;
            foreach (var (arm, curve, points) in trial.Curves)
                At(_curves, arm, curve)[trial.Seed] = points;
        }
    }

    /// <summary>The arms, in the order in which they were measured first.</summary>
    public IReadOnlyList<string> Arms => _arms;

    /// <summary>Whether an arm has a metric.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>True when at least one seed measured it.</returns>
    public bool Has(string arm, string metric) => _values.ContainsKey((arm, metric));

    /// <summary>The numbers of an arm, one for each seed, seeds ascending.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>At least one number.</returns>
    /// <exception cref="KeyNotFoundException">No seed measured it.</exception>
    public IReadOnlyList<double> Of(string arm, string metric) => [.. Measured(arm, metric).Values];

    /// <summary>The median over the seeds.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>The median; NaN where any number is.</returns>
    /// <exception cref="KeyNotFoundException">No seed measured it.</exception>
    public double Median(string arm, string metric) => Statistics.Median(Of(arm, metric));

    /// <summary>The paired differences, arm − other, of the seeds that measured both, seeds ascending.</summary>
    /// <param name="arm">One arm.</param>
    /// <param name="other">The other.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>The differences.</returns>
    /// <exception cref="KeyNotFoundException">One was not measured.</exception>
    public IReadOnlyList<double> Differences(string arm, string other, string metric)
    {
        var (left, right) = (Measured(arm, metric), Measured(other, metric));
        return [.. left.Keys.Where(right.ContainsKey).Select(seed => left[seed] - right[seed])];
    }

    /// <summary>The paired quotients, arm / other, of the seeds that measured both, seeds ascending.</summary>
    /// <param name="arm">One arm.</param>
    /// <param name="other">The other.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>The quotients.</returns>
    /// <exception cref="KeyNotFoundException">One was not measured.</exception>
    public IReadOnlyList<double> Ratios(string arm, string other, string metric)
    {
        var (left, right) = (Measured(arm, metric), Measured(other, metric));
        return [.. left.Keys.Where(right.ContainsKey).Select(seed => left[seed] / right[seed])];
    }

    /// <summary>The curves of an arm, one for each seed, seeds ascending.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="curve">The curve's name.</param>
    /// <returns>Empty where none was recorded.</returns>
    public IReadOnlyList<IReadOnlyList<CurvePoint>> Curves(string arm, string curve) => _curves.TryGetValue((arm, curve), out var found) ? [.. found.Values] : [];

    /// <summary>An arm's name.</summary>
    /// <param name="arm">Its key.</param>
    /// <returns>Its name in both languages.</returns>
    public Bilingual NameOfArm(string arm) => new(arm, _experiment.ArmsInChinese.TryGetValue(arm, out string? chinese) ? chinese : arm);

    /// <summary>A metric's column.</summary>
    /// <param name="metric">Its key.</param>
    /// <returns>The column of the experiment; a plain one where the table does not show it.</returns>
    public Column ColumnOf(string metric) => _experiment.Columns.FirstOrDefault(column => column.Metric == metric) ?? new Column(metric, metric);

    private SortedDictionary<int, double> Measured(string arm, string metric) => _values.TryGetValue((arm, metric), out var found)
        ? found
        : throw new KeyNotFoundException($"'{metric}' of '{arm}' was not measured; there are {string.Join(", ", _values.Keys.Select(key => $"'{key.Metric}' of '{key.Arm}'").Take(10))}.");

    private SortedDictionary<int, T> At<T>(Dictionary<(string, string), SortedDictionary<int, T>> table, string arm, string name)
    {
        if (!_arms.Contains(arm))
            _arms.Add(arm);
        if (!table.TryGetValue((arm, name), out var found))
            table[(arm, name)] = found = [];
        return found;
    }
}
