using System.CommandLine;
using Rote.Cli.Inspect;

namespace Rote.Cli.Commands;

/// <summary><c>rote inspect</c>: what a model directory holds and what it costs.</summary>
internal static class InspectCommand
{
    private const int MostTokens = 1 << 20, MostRows = 1 << 16;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "A model directory in Hugging Face's layout: config.json and model.safetensors." };
        var length = Verb.OptionalWholeNumber("--length", "Tokens for operations and activations. [default: 128, or the model's limit if that is less]", 1, MostTokens);
        var batch = Verb.WholeNumber("--batch", "Rows of a training batch, for activations.", 8, 1, MostRows);
        var verb = new Verb(
            "inspect",
            "Show a model's modules, shapes, parameters, operations and memory.",
            "rote inspect models/bert-base-uncased",
            "rote inspect models/gpt2 --length 1024 --batch 4",
            "rote inspect models/gpt2 --json")
        {
            Details = "Only the headers of the weights are read, so a large model is as quick as a small one.",
        };
        verb.Arguments.Add(directory);
        verb.Options.Add(length);
        verb.Options.Add(batch);
        verb.AddJson();
        verb.Runs((parsed, terminal, _) =>
        {
            var report = InspectReport.Of(parsed.GetRequiredValue(directory), parsed.GetValue(length), parsed.GetValue(batch));
            if (terminal.Json)
                terminal.WriteJson(report);
            else
                InspectView.Show(report, terminal);
            return 0;
        });
        return verb;
    }
}
