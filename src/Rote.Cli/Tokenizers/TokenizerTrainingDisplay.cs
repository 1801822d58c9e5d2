using System.Diagnostics;
using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>Shows how far a training has come: a line that renews itself where somebody watches, a line on standard error every few seconds elsewhere.</summary>
internal sealed class TokenizerTrainingDisplay : IProgress<TrainingProgress>
{
    private readonly Action<string> _show;
    private readonly TimeSpan _between;
    private readonly Stopwatch _since = Stopwatch.StartNew();

    private TokenizerTrainingDisplay(Action<string> show, TimeSpan between) => (_show, _between) = (show, between);

    /// <summary>Runs a training under watch.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="train">Given the watcher.</param>
    /// <returns>What it returns.</returns>
    public static Tokenizer Watch(Terminal terminal, Func<IProgress<TrainingProgress>, Tokenizer> train) => terminal.IsInteractive
        ? terminal.Watched("reading", show => train(new TokenizerTrainingDisplay(show, TimeSpan.FromSeconds(0.1))))
        : train(new TokenizerTrainingDisplay(terminal.Error.WriteLine, TimeSpan.FromSeconds(5)));

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (_since.Elapsed < _between)
            return;
        _since.Restart();
        _show(Describe(value));
    }

    private static string Describe(TrainingProgress value) => value.Stage switch
    {
        TrainingStage.CountingWords => $"counting words: {Units.Count(value.Done)} texts",
        TrainingStage.Merging => $"joining pairs: {Of(value)} tokens",
        TrainingStage.FindingSeeds => $"looking for pieces in {Units.Count(value.Total ?? 0)} words",
        TrainingStage.Estimating => $"estimating: round {Of(value)}",
        _ => throw new UnreachableException(),
    };

    private static string Of(TrainingProgress value) => value.Total is { } total ? $"{Units.Count(value.Done)} of {Units.Count(total)}" : Units.Count(value.Done);
}
