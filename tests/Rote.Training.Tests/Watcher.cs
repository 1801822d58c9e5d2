namespace Rote.Training.Tests;

/// <summary>Keeps what is reported, and does something when it is.</summary>
internal sealed class Watcher<T>(Action<T>? then = null) : IProgress<T>
{
    private readonly List<T> _reports = [];

    public IReadOnlyList<T> Reports => _reports;

    public void Report(T value)
    {
        _reports.Add(value);
        then?.Invoke(value);
    }
}
