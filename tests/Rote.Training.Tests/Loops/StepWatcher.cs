using Rote.Training.Loops;

namespace Rote.Training.Tests.Loops;

/// <summary>Keeps what a loop tells, and does something when it does.</summary>
internal sealed class StepWatcher(Action<StepReport>? then = null) : IProgress<StepReport>
{
    private readonly List<StepReport> _reports = [];

    public IReadOnlyList<StepReport> Reports => _reports;

    public void Report(StepReport value)
    {
        _reports.Add(value);
        then?.Invoke(value);
    }
}
