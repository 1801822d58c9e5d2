using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>Keeps what a run tells, and does something when it does.</summary>
internal sealed class Watcher(Action<TrainingEvent>? then = null) : IProgress<TrainingEvent>
{
    private readonly List<TrainingEvent> _events = [];

    public IReadOnlyList<TrainingEvent> Events => _events;

    public void Report(TrainingEvent value)
    {
        _events.Add(value);
        then?.Invoke(value);
    }
}
