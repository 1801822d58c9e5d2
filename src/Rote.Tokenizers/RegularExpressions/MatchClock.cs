using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>The time that a regular expression takes over one text.</summary>
internal struct MatchClock
{
    private long _start;

    /// <summary>The time since it was first asked.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            if (_start == 0)
                _start = Stopwatch.GetTimestamp();
            return Stopwatch.GetElapsedTime(_start);
        }
    }
}
