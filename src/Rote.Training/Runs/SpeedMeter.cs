namespace Rote.Training.Runs;

/// <summary>Tokens a second over the last steps; pauses for validation do not count.</summary>
/// <param name="windowSeconds">How far back it looks, &gt; 0.</param>
/// <param name="time">What measures time.</param>
internal sealed class SpeedMeter(double windowSeconds, TimeProvider time)
{
    private readonly Queue<(double Seconds, int Tokens)> _steps = new();
    private long _since = time.GetTimestamp();
    private double _seconds;
    private long _tokens;

    public double TokensPerSecond => _seconds > 0 ? _tokens / _seconds : 0;

    public double SecondsPerStep => _steps.Count > 0 ? _seconds / _steps.Count : 0;

    public void Add(int tokens)
    {
        double seconds = time.GetElapsedTime(_since).TotalSeconds;
        Restart();
        _steps.Enqueue((seconds, tokens));
        _seconds += seconds;
        _tokens += tokens;
        while (_seconds > windowSeconds && _steps.Count > 2)
        {
            var (oldSeconds, oldTokens) = _steps.Dequeue();
            _seconds -= oldSeconds;
            _tokens -= oldTokens;
        }
    }

    public void Restart() => _since = time.GetTimestamp();
}
