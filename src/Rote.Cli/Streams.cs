using System.CommandLine;

namespace Rote.Cli;

/// <summary>Where a run reads and writes.</summary>
internal sealed class Streams : InvocationConfiguration
{
    /// <summary>Standard input, or a test's reader.</summary>
    public required TextReader Input { get; init; }
}
