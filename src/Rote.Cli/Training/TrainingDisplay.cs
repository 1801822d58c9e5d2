using System.Diagnostics;
using Rote.Training.Runs;
using Rote.Training.Translation;
using Spectre.Console;

namespace Rote.Cli.Training;

/// <summary>Shows a run while it trains: a line that renews itself where somebody watches, a line every few seconds elsewhere.</summary>
internal abstract class TrainingDisplay : IProgress<TrainingEvent>, IDisposable
{
    private string _directory = "";

    /// <summary>The display that fits.</summary>
    /// <param name="terminal">Where results go.</param>
    /// <returns>The display; where results are JSON it writes to standard error.</returns>
    public static TrainingDisplay For(Terminal terminal) =>
        terminal.IsInteractive ? new Live(terminal.Live) : new Plain(terminal.Json ? terminal.Error : terminal.Output);

    /// <summary>Runs a job under watch.</summary>
    /// <param name="directory">Where it writes.</param>
    /// <param name="job">Given the watcher.</param>
    /// <returns>What the job returns.</returns>
    public TrainingOutcome Watch(string directory, Func<IProgress<TrainingEvent>, TrainingOutcome> job)
    {
        var run = new RunDirectory(directory);
        _directory = directory;
        try
        {
            var outcome = Surround(() => job(this));
            LossCurves.Draw(run);
            return outcome;
        }
        catch (OperationCanceledException interrupted)
        {
            Say(interrupted.Message);
            if (File.Exists(run.Metrics))
                LossCurves.Draw(run);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Report(TrainingEvent value)
    {
        switch (value)
        {
            case TrainingEvent.Started started:
                Say($"Training into {_directory}{(started.FirstStep > 0 ? $", from step {started.FirstStep:N0} on" : "")}; Ctrl+C saves and exits, 'rote train --resume --output {_directory}' goes on.");
                Say($"{started.Parameters:N0} parameters, vocabulary {started.Model.VocabularySize:N0}; {started.TrainingPairs:N0} pairs in {started.BatchesInEpoch:N0} steps an epoch, " +
                    $"{started.ValidationPairs:N0} held out.");
                if (started.AddedTokens.Count > 0)
                    Say($"The tokenizer lacked {string.Join(" and ", started.AddedTokens)}, which a translation model needs; added.");
                if (started.LeftOut > 0)
                    Say($"{started.LeftOut:N0} pairs are too long and were left out of training.");
                break;
            case TrainingEvent.Stepped stepped:
                Step(stepped);
                break;
            case TrainingEvent.Validated validated:
                string exact = validated.ExactMatch is { } share ? $", exactly right {share:P1}" : "";
                Say($"step {validated.Step,5:N0}  validation loss {validated.Loss:F4}{exact}{(validated.Best ? "  (best, saved)" : "")}");
                break;
            case TrainingEvent.Ended ended:
                Say($"Training ended after step {ended.Step:N0}: {ended.Because}. Testing the best model ...");
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>What a step looks like in one line, of 80 characters at most.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The line.</returns>
    protected static string Describe(TrainingEvent.Stepped step) =>
        $"step {step.Step,5:N0}  epoch {step.Epoch,2}  loss {step.Loss:F4}  rate {step.LearningRate:0.00e-0}  {step.TokensPerSecond,7:N0} tokens/s" +
        (step.SecondsLeft is { } left ? $"  {TimeSpan.FromSeconds(left):h\\:mm\\:ss} left" : "");

    /// <summary>Writes a line that stays.</summary>
    /// <param name="line">The line.</param>
    protected abstract void Say(string line);

    /// <summary>Shows a step, or leaves it out.</summary>
    /// <param name="step">The step.</param>
    protected abstract void Step(TrainingEvent.Stepped step);

    /// <summary>Runs the job inside whatever the display needs around it.</summary>
    /// <param name="job">The job.</param>
    /// <returns>What the job returns.</returns>
    protected virtual TrainingOutcome Surround(Func<TrainingOutcome> job) => job();

    private sealed class Plain(TextWriter output) : TrainingDisplay
    {
        private const double SecondsBetween = 5;
        private readonly Stopwatch _since = Stopwatch.StartNew();
        private bool _first = true;

        protected override void Say(string line) => output.WriteLine(line);

        protected override void Step(TrainingEvent.Stepped step)
        {
            if (!_first && _since.Elapsed.TotalSeconds < SecondsBetween)
                return;
            _first = false;
            _since.Restart();
            output.WriteLine(Describe(step));
            output.Flush();
        }
    }

    private sealed class Live(IAnsiConsole console) : TrainingDisplay
    {
        private const double SecondsBetween = 0.1;
        private readonly Stopwatch _since = Stopwatch.StartNew();
        private LiveDisplayContext? _live;

        protected override void Say(string line) => console.WriteLine(line);

        protected override void Step(TrainingEvent.Stepped step)
        {
            if (_since.Elapsed.TotalSeconds < SecondsBetween)
                return;
            _since.Restart();
            _live?.UpdateTarget(new Text(Describe(step)));
        }

        protected override TrainingOutcome Surround(Func<TrainingOutcome> job) => console.Live(new Text("")).AutoClear(true).Start(live =>
        {
            _live = live;
            return job();
        });
    }
}
