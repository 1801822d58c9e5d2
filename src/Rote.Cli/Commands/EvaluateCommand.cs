using System.CommandLine;
using Rote.Cli.Translation;
using Rote.Pipelines;
using Rote.Tokenizers;
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
            "Measure how good a model's translations of a text are.",
            "rote evaluate --model runs/de-en --source test.de --target test.en",
            "rote evaluate --model runs/de-en --source test.de.gz --target test.en.gz --beam 4 --save test.out --json")
        {
            Details = "Compares with a reference: exact match, BLEU and chrF as sacreBLEU computes them, and the loss and perplexity of the reference.",
        };
        var model = Verb.Path("--model", "Folder of the model.", "DIR");
        var source = Verb.Path("--source", "Text to read, a sentence a line, UTF-8, plain or gzip.");
        var target = Verb.Path("--target", "The reference translation, line by line.");
        model.Required = source.Required = target.Required = true;
        var beam = Verb.OptionalWholeNumber("--beam", "Beams of the search; 1 is greedy. Default: as the model was saved.", 1, 1000);
        var batch = Verb.WholeNumber("--batch", "Texts translated at once.", 32, 1, 100_000);
        var save = Verb.Path("--save", "Write the translations to this file.");
        foreach (var option in new Option[] { model, source, target, beam, batch, save })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            if (parsed.GetValue(save) is { } place)
                OutputFile.Check("--save", place);
            var pairs = ParallelText.Read(parsed.GetValue(source)!, parsed.GetValue(target)!);
            if (pairs.All(pair => string.IsNullOrWhiteSpace(pair.Source)))
                throw new InvalidDataException($"'{parsed.GetValue(source)}' has only empty lines; expected text to translate.");
            using var translator = Translator.Load(parsed.GetValue(model)!);
            var options = new TranslationOptions { Beams = parsed.GetValue(beam), BatchSize = parsed.GetValue(batch) };
            var (outputs, scores) = TranslationEvaluation.Evaluate(translator, pairs, options, token);
            if (parsed.GetValue(save) is { } file)
                AtomicFile.WriteText(file, string.Concat(outputs.Select(output => TranslationOutput.OneLine(output.Text) + "\n")));
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
