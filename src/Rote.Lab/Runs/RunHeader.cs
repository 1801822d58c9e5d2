namespace Rote.Lab.Runs;

/// <summary>What a run is of: measurements are mixed only where all but date and command agree.</summary>
/// <param name="Experiment">The experiment's number.</param>
/// <param name="Version">The experiment's version.</param>
/// <param name="Extent">How much is run.</param>
/// <param name="Rote">Rote's version.</param>
/// <param name="Machine">Processor, cores, threads, system, .NET, libtorch.</param>
/// <param name="Data">Where texts and images come from.</param>
/// <param name="Date">When it began, UTC.</param>
/// <param name="Command">The command line.</param>
public sealed record RunHeader(int Experiment, int Version, Extent Extent, string Rote, string Machine, string Data, DateTimeOffset Date, string Command)
{
    /// <summary>Whether measurements of another run may stand beside this one's.</summary>
    /// <param name="other">The other run.</param>
    /// <returns>True when all but date and command agree.</returns>
    public bool Continues(RunHeader other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Date = other.Date, Command = other.Command } == other;
    }
}
