namespace Rote.Lab.Runs;

/// <summary>How experiments are run.</summary>
public sealed record LabOptions
{
    /// <summary>How much. Default: quick.</summary>
    public Extent Extent { get; init; } = Extent.Quick;

    /// <summary>Seeds, from 1; null is the experiment's own number.</summary>
    public int? Seeds { get; init; }

    /// <summary>Where the measurements are kept; made where it is missing.</summary>
    public required string Output { get; init; }

    /// <summary>Where real data may be; null has none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>True forgets what was measured before. Default: false.</summary>
    public bool Fresh { get; init; }

    /// <summary>The command line, for the report.</summary>
    public string Command { get; init; } = "";
}
