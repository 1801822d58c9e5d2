namespace Rote.Cli.Tests.Runs;

/// <summary>Ctrl+C at the moment when a line is shown.</summary>
internal sealed class CancellingWriter(string trigger, CancellationTokenSource source) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (trigger.Length > 0 && value!.StartsWith(trigger, StringComparison.Ordinal))
            source.Cancel();
    }
}
