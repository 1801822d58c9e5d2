namespace Rote.Lab.Runs;

/// <summary>One part of an experiment under way with one seed: what its body reads, and where it puts what it measures.</summary>
public sealed class Trial
{
    private readonly List<MeasuredValue> _values = [];
    private readonly List<MeasuredCurve> _curves = [];
    private readonly SortedSet<string> _sources = new(StringComparer.Ordinal);
    private readonly Action<string> _say;

    /// <summary>Makes a trial.</summary>
    /// <param name="part">The part.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="extent">How much is run.</param>
    /// <param name="dataFolder">Where real data may be; null has none, so that built-in texts are taken.</param>
    /// <param name="say">Told what is going on; null tells nobody.</param>
    /// <param name="token">Cancelled when the run is to stop.</param>
    public Trial(string part, int seed, Extent extent, string? dataFolder = null, Action<string>? say = null, CancellationToken token = default)
    {
        Part = part;
        Seed = seed;
        Extent = extent;
        DataFolder = dataFolder;
        _say = say ?? (_ => { });
        Token = token;
    }

    /// <summary>Which part; usually the arm.</summary>
    public string Part { get; }

    /// <summary>The seed, from 1: of everything random.</summary>
    public int Seed { get; }

    /// <summary>How much is run.</summary>
    public Extent Extent { get; }

    /// <summary>Where real data may be; null has none.</summary>
    public string? DataFolder { get; }

    /// <summary>Cancelled when the run is to stop: a long body passes it on, or asks it now and then.</summary>
    public CancellationToken Token { get; }

    /// <summary>Tells who watches how far it is.</summary>
    /// <param name="progress">A few words.</param>
    public void Say(string progress) => _say(progress);

    /// <summary>Keeps a number of this part's arm.</summary>
    /// <param name="metric">Of which quantity.</param>
    /// <param name="value">The number.</param>
    public void Record(string metric, double value) => Record(Part, metric, value);

    /// <summary>Keeps a number.</summary>
    /// <param name="arm">Of which arm.</param>
    /// <param name="metric">Of which quantity.</param>
    /// <param name="value">The number.</param>
    public void Record(string arm, string metric, double value) => _values.Add(new(arm, metric, value));

    /// <summary>Keeps a curve of this part's arm.</summary>
    /// <param name="name">Of which quantity.</param>
    /// <param name="points">Its points.</param>
    public void RecordCurve(string name, IEnumerable<CurvePoint> points) => RecordCurve(Part, name, points);

    /// <summary>Keeps a curve.</summary>
    /// <param name="arm">Of which arm.</param>
    /// <param name="name">Of which quantity.</param>
    /// <param name="points">Its points.</param>
    public void RecordCurve(string arm, string name, IEnumerable<CurvePoint> points) => _curves.Add(new(arm, name, [.. points]));

    /// <summary>Says which data this part used, for the report.</summary>
    /// <param name="source">Its name, such as <c>tiny Shakespeare</c>.</param>
    public void Uses(string source) => _sources.Add(source);

    /// <summary>What was measured.</summary>
    /// <param name="seconds">How long it took.</param>
    /// <returns>The record.</returns>
    public TrialRecord Finish(double seconds) => new(Part, Seed, seconds, _values, _curves, [.. _sources]);
}
