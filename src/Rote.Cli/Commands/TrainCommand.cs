using System.CommandLine;
using Rote.Cli.Training;
using Rote.Tensors.Native;
using Rote.Training.Runs;
using Rote.Training.Translation;
using TorchSharp;

namespace Rote.Cli.Commands;

/// <summary><c>rote train</c>: the 2017 encoder–decoder on written dates, or on anybody's parallel text.</summary>
internal static class TrainCommand
{
    private const string Runs = "runs";

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new Verb(
            "train",
            "Train a translation model: on built-in dates in minutes, or on your own text.",
            "rote train",
            "rote train --source train.de --target train.en --validation-source val.de --validation-target val.en --output runs/de-en",
            "rote train --source train.de --target train.en --train-tokenizer bpe:8000",
            "rote train --resume --output runs/de-en",
            "rote train --print-spec > recipe.json && rote train --spec recipe.json")
        {
            Details = """
                The model is the encoder–decoder of 2017. Without files it learns dates as people write them ("3rd of March, '21") in six languages to ISO form;
                with --source and --target it learns what line n of one file says in line n of the other. The folder that comes out opens in Hugging Face's tools too.
                """,
        };
        var options = new TrainOptions();
        var output = Verb.Path("--output", $"Folder for the model, the measurements and the state. Default: a new one under {Runs}/.", "DIR");
        var resume = new Option<bool>("--resume") { Description = $"Go on with the interrupted run in --output. Default: the latest under {Runs}/." };
        var threads = Verb.OptionalWholeNumber("--threads", "Threads of the tensor library. Default: one a core.", 1, 4096);
        var print = new Option<bool>("--print-spec") { Description = "Write the recipe that the options make, as JSON for --spec, and do not train." };
        foreach (var option in options.All.Concat([output, resume, threads, print]))
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            if (parsed.GetValue(print))
            {
                terminal.Line(options.Recipe(parsed).ToJson());
                return 0;
            }
            NativeBoot.KeepFreedMemory(); // large scores come and go each step: taking their pages anew costs a quarter of it
            if (parsed.GetValue(threads) is { } count)
                torch.set_num_threads(count);
            using var display = TrainingDisplay.For(terminal);
            TrainingOutcome outcome;
            if (parsed.GetValue(resume))
            {
                if (options.FirstGiven(parsed) is { } given)
                    throw new UsageException($"'{given}' cannot be given with '--resume': a run goes on with the recipe it was started with.");
                string directory = parsed.GetValue(output) ?? Latest();
                outcome = display.Watch(directory, watch => TranslationTrainer.Resume(directory, watch, token));
            }
            else
            {
                var recipe = options.Recipe(parsed);
                string directory = parsed.GetValue(output) ?? Fresh(recipe.Corpus is CorpusSpec.Dates ? "dates" : "text");
                outcome = display.Watch(directory, watch => TranslationTrainer.Train(recipe, directory, watch, token));
            }
            TrainingReport.Write(terminal, outcome);
            return 0;
        });
        return verb;
    }

    // A run is never written over: the next free name is taken.
    private static string Fresh(string name) =>
        Enumerable.Range(1, int.MaxValue).Select(number => Path.Combine(Runs, number == 1 ? name : $"{name}-{number}")).First(directory => !Directory.Exists(directory));

    private static string Latest() => (Directory.Exists(Runs) ? Directory.GetDirectories(Runs) : [])
        .Where(directory => new RunDirectory(directory).HoldsState)
        .MaxBy(directory => File.GetLastWriteTimeUtc(new RunDirectory(directory).State))
        ?? throw new ArgumentException($"There is no interrupted run under '{Runs}'. Name its folder with '--output'.");
}
