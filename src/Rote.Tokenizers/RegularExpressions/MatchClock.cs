using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>The time that a regular expression takes over one text.</summary>
internal struct MatchClock
{
    private long _start;

    /// <summary>The time between all starts and stops.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Begins to count.</summary>
    public void Start() => _start = Stopwatch.GetTimestamp();

    /// <summary>Counts no further.</summary>
    public void Stop() => Elapsed += Stopwatch.GetElapsedTime(_start);
}
