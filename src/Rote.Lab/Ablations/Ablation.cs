using Rote.Models;

namespace Rote.Lab.Ablations;

/// <summary>The same model with one thing changed at a time.</summary>
/// <example>
/// <code>
/// var table = new Ablation(baseline)
///     .With("no scale", spec => spec.Scale(new AttentionScale.Off()))
///     .With("one head", spec => spec.Heads(1))
///     .Run((spec, seed) => { using var learned = TaskLearning.Train(spec, task, learning, seed); return new() { ["loss"] = learned.Test.Loss }; }, seeds: 3);
/// </code>
/// </example>
public sealed class Ablation
{
    private readonly List<(string Name, TransformerSpec Spec)> _arms;

    /// <summary>Begins with a model as it is.</summary>
    /// <param name="baseline">The model; its arm is called <paramref name="name"/>.</param>
    /// <param name="name">The name of the arm that changes nothing. Default: <c>baseline</c>.</param>
    public Ablation(TransformerSpec baseline, string name = "baseline")
    {
        ArgumentNullException.ThrowIfNull(baseline);
        _arms = [(name, baseline.Validated())];
    }

    /// <summary>The arms' names, the baseline first.</summary>
    public IReadOnlyList<string> Arms => [.. _arms.Select(arm => arm.Name)];

    /// <summary>Adds an arm.</summary>
    /// <param name="name">Its name, which no other has.</param>
    /// <param name="change">What is changed in the baseline.</param>
    /// <returns>This ablation.</returns>
    /// <exception cref="ArgumentException">The name is taken, nothing is changed, or the changed model is not valid.</exception>
    public Ablation With(string name, Func<TransformerSpec, TransformerSpec> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (_arms.Any(arm => arm.Name == name))
            throw new ArgumentException($"`name` must be new; there is an arm '{name}' already.", nameof(name));
        var changed = change(_arms[0].Spec).Validated();
        if (changed == _arms[0].Spec)
            throw new ArgumentException($"`change` must change the model; the arm '{name}' equals '{_arms[0].Name}'.", nameof(change));
        _arms.Add((name, changed));
        return this;
    }

    /// <summary>The model of an arm.</summary>
    /// <param name="arm">Its name.</param>
    /// <returns>The spec.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public TransformerSpec this[string arm] => _arms.Find(one => one.Name == arm).Spec ?? throw new ArgumentException($"`arm` must be one of {string.Join(", ", Arms)}; got '{arm}'.", nameof(arm));

    /// <summary>Measures all arms with all seeds.</summary>
    /// <param name="measure">From a model and a seed to named numbers.</param>
    /// <param name="seeds">How many seeds, from 1, &gt; 0. Default: 5.</param>
    /// <param name="told">Told which arm and seed is next; null tells nobody.</param>
    /// <param name="token">Stops between two measurements.</param>
    /// <returns>The table.</returns>
    public AblationTable Run(Func<TransformerSpec, int, IReadOnlyDictionary<string, double>> measure, int seeds = 5, Action<string, int>? told = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        var rows = new List<AblationRow>();
        // Seed by seed, so that a machine that slows down meanwhile does it to all arms.
        for (int seed = 1; seed <= seeds; seed++)
        {
            foreach (var (name, spec) in _arms)
            {
                token.ThrowIfCancellationRequested();
                told?.Invoke(name, seed);
                rows.Add(new AblationRow(name, seed, measure(spec, seed)));
            }
        }
        return new AblationTable(rows);
    }
}
