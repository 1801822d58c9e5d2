using System.CommandLine;
using Rote.Checkpoints;
using Rote.Pipelines;
using Rote.Training.Data;
using Rote.Training.Translation;

namespace Rote.Cli.Commands;

/// <summary><c>rote evaluate</c>: how good a model's translations are.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new Verb(
            "evaluate",
            "Translate a text and compare with its reference: exact match, BLEU and chrF as sacreBLEU computes them, loss and perplexity.",
            "rote evaluate --model runs/de-en --source test.de --target test.en",
            "rote evaluate --model runs/de-en --source test.de.gz --target test.en.gz --beam 4 --save test.out --json");
        var model = new Option<string>("--model") { Description = "Folder of the model.", HelpName = "DIR", Required = true };
        var source = new Option<string>("--source") { Description = "Text to read, a sentence a line, plain or gzip.", HelpName = "FILE", Required = true };
        var target = new Option<string>("--target") { Description = "The reference translation, line by line.", HelpName = "FILE", Required = true };
        var beam = Verb.OptionalWholeNumber("--beam", "Beams of the search; 1 is greedy. Default: as the model was saved.", 1, 1000);
        var batch = Verb.WholeNumber("--batch", "Texts translated at once.", 32, 1, 100_000);
        var save = new Option<string?>("--save") { Description = "Write the translations to this file.", HelpName = "FILE" };
        foreach (var option in new Option[] { model, source, target, beam, batch, save })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            var pairs = ParallelText.Read(parsed.GetValue(source)!, parsed.GetValue(target)!);
            using var translator = Translator.Load(parsed.GetValue(model)!);
            var options = new TranslationOptions { Beams = parsed.GetValue(beam), BatchSize = parsed.GetValue(batch) };
            var (outputs, scores) = TranslationEvaluation.Evaluate(translator, pairs, options, token);
            if (parsed.GetValue(save) is { } file)
                AtomicFile.WriteText(file, string.Concat(outputs.Select(output => output.Text.ReplaceLineEndings(" ") + "\n")));
            int unknown = outputs.Count(output => output.Unknown.Count > 0), shortened = outputs.Count(output => output.TokensLeftOut > 0);
            if (terminal.Json)
            {
                terminal.WriteJson(new
                {
                    scores.Pairs,
                    scores.ExactMatch,
                    Bleu = scores.Bleu.Score,
                    BleuSignature = scores.Bleu.Signature,
                    BleuLowerCased = scores.BleuLowerCased.Score,
                    Chrf = scores.Chrf,
                    scores.Loss,
                    scores.Perplexity,
                    LinesWithUnknownTokens = unknown,
                    LinesTooLong = shortened,
                });
                return 0;
            }
            terminal.Facts(
            [
                ("pairs", $"{scores.Pairs:N0}"),
                ("exact match", $"{scores.ExactMatch:P2}"),
                ("BLEU", $"{scores.Bleu.Score:F2}  ({scores.Bleu.Signature})"),
                ("BLEU, lower-cased", $"{scores.BleuLowerCased.Score:F2}"),
                ("chrF2", $"{scores.Chrf:F2}"),
                ("loss", $"{scores.Loss:F4} nats per token"),
                ("perplexity", $"{scores.Perplexity:F3}"),
                ("unknown tokens", $"in {unknown:N0} lines"),
                ("too long", $"{shortened:N0} lines, read in part"),
            ]);
            return 0;
        });
        return verb;
    }
}
