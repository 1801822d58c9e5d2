using System.CommandLine;
using Rote.Cli.Lab;
using Rote.Lab;
using Rote.Lab.Reports;
using Rote.Lab.Runs;
using Rote.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary><c>rote lab</c>: the textbook's claims about the Transformer, measured.</summary>
internal static class LabCommand
{
    private const string All = "all", Report = "report", DefaultOutput = "lab";
    private const int MostSeeds = 1000;

    // Where real data lies by habit, from the current folder.
    private static readonly string[] DataFolders = ["data", "../shared/data"];

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var what = new Argument<string?>("WHAT") { Description = "An experiment's number, 'all', or 'report'. Without it the list is shown.", Arity = ArgumentArity.ZeroOrOne };
        var language = new Option<string>("--language")
        {
            Description = "en or zh.",
            HelpName = "LANGUAGE",
            DefaultValueFactory = _ => "en",
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                if (text is not ("en" or "zh"))
                    result.AddError($"'--language' must be en or zh; got '{text}'.");
                return text;
            },
        };
        var quick = new Option<bool>("--quick") { Description = "The arms that the rules need: a minute or two an experiment. This is the default." };
        var full = new Option<bool>("--full") { Description = "More arms and widths: minutes an experiment." };
        var seeds = Verb.OptionalWholeNumber("--seeds", "Seeds to run, from 1. [default: the experiment's, 5 or 3]", 1, MostSeeds);
        var output = Verb.Path("--output", $"Folder for measurements, pages and plots. [default: {DefaultOutput}]", "DIR");
        var data = Verb.Path("--data", $"Folder with real data. [default: {string.Join(" or ", DataFolders)} where it is there; else built-in texts]", "DIR");
        var fresh = new Option<bool>("--fresh") { Description = "Measure again what was measured before." };
        var verb = new Verb(
            "lab",
            "Measure what textbooks say about the Transformer: a verdict for each claim.",
            "rote lab",
            "rote lab 4",
            "rote lab 4 --language zh",
            "rote lab all --full --output results",
            "rote lab report --output results")
        {
            Details = "A run that was interrupted goes on where it stopped. Each run writes NN.md, NN.png and NN.svg beside its measurements.",
        };
        verb.Arguments.Add(what);
        foreach (var option in new Option[] { language, quick, full, seeds, output, data, fresh })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            if (parsed.GetValue(quick) && parsed.GetValue(full))
                throw new UsageException("'--quick' and '--full' exclude each other: give one.");
            var view = new LabView(terminal, parsed.GetValue(language) == "zh" ? Language.Chinese : Language.English);
            var options = new LabOptions
            {
                Extent = parsed.GetValue(full) ? Extent.Full : Extent.Quick,
                Seeds = parsed.GetValue(seeds),
                Output = Output(parsed.GetValue(output)),
                DataFolder = Data(parsed.GetValue(data)),
                Fresh = parsed.GetValue(fresh),
                Command = $"rote lab {parsed.GetValue(what)}{(parsed.GetValue(full) ? " --full" : "")}{(parsed.GetValue(seeds) is { } some ? $" --seeds {some}" : "")}",
            };
            switch (parsed.GetValue(what))
            {
                case null:
                    view.List(Catalogue.All, options.Output);
                    break;
                case All:
                    view.Run(Catalogue.All, options, token);
                    break;
                case Report:
                    WriteReport(options.Output, view);
                    break;
                case var text:
                    view.Run([Find(text)], options, token);
                    break;
            }
            return 0;
        });
        return verb;
    }

    private static Experiment Find(string text)
    {
        if (int.TryParse(text, out int number) && Catalogue.Find(number) is { } experiment)
            return experiment;
        throw new UsageException($"'WHAT' must be '{All}', '{Report}' or the number of an experiment ({string.Join(", ", Catalogue.All.Select(one => one.Number))}); got '{text}'.");
    }

    private static string Output(string? given)
    {
        if (File.Exists(given ?? DefaultOutput))
            throw new UsageException($"'--output' must be a folder; '{given ?? DefaultOutput}' is a file. Name another folder.");
        return given ?? DefaultOutput;
    }

    private static string? Data(string? given)
    {
        if (given is not null && !Directory.Exists(given))
            throw new UsageException($"'--data' must be a folder; '{given}' is not there. Leave it out to use built-in texts.");
        return given ?? DataFolders.FirstOrDefault(Directory.Exists);
    }

    private static void WriteReport(string folder, LabView view)
    {
        var reports = Catalogue.All.Select(experiment => LabReport.Find(experiment, folder)).OfType<LabReport>().ToArray();
        if (reports.Length == 0)
            throw new UsageException($"There is nothing to report in '{folder}': run 'rote lab 4' or 'rote lab all' first, with the same '--output'.");
        string path = Path.Combine(folder, "report.html");
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(HtmlReport.Text(reports, view.Language))));
        view.Wrote(path, reports);
    }
}
