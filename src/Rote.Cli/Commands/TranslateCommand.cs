using System.CommandLine;
using Rote.Cli.Pictures;
using Rote.Cli.Translation;
using Rote.Pipelines;

namespace Rote.Cli.Commands;

/// <summary><c>rote translate</c>: one line out for each line in.</summary>
internal static class TranslateCommand
{
    private const int ChunkBatches = 8; // texts of like length are sought among so many batches

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new Verb(
            "translate",
            "Translate texts, or standard input line by line, with a trained model.",
            "rote translate --model runs/dates \"3rd of March, 2021\"",
            "rote translate --model runs/de-en --beam 4 < test.de > test.out",
            "rote translate --model runs/dates --attention map.png \"le 1er mai 1987\"")
        {
            Details = """
                Each text, and each line of standard input, gives one line on standard output, in order; an empty line stays empty. Nothing else is written there:
                what the model could not read is said on standard error.
                """,
        };
        var texts = new Argument<string[]>("TEXT") { Description = "Texts to translate. Default: the lines of standard input.", Arity = ArgumentArity.ZeroOrMore };
        var model = Verb.Path("--model", "Folder of the model.", "DIR");
        model.Required = true;
        var beam = Verb.OptionalWholeNumber("--beam", "Beams of the search; 1 is greedy. Default: as the model was saved.", 1, 1000);
        var batch = Verb.WholeNumber("--batch", "Texts translated at once.", 32, 1, 100_000);
        var attention = Verb.Path("--attention", "Draw the cross-attention of every layer and head for one text, as .png or .html.");
        verb.Arguments.Add(texts);
        foreach (var option in new Option[] { model, beam, batch, attention })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            string[] given = parsed.GetValue(texts) ?? [];
            var options = new TranslationOptions { Beams = parsed.GetValue(beam), BatchSize = parsed.GetValue(batch) };
            string? picture = parsed.GetValue(attention);
            if (picture is not null)
                CheckPicture(picture, given);
            using var translator = Translator.Load(parsed.GetValue(model)!);
            var output = new TranslationOutput(terminal);
            if (picture is not null)
            {
                var (translation, maps) = translator.Explain(given[0], options);
                output.Add(given, [translation]);
                var missing = AttentionPicture.Save(picture, new AttentionMaps(maps.SourceTokens, maps.TargetTokens, maps.Layers), given[0], translation.Text);
                if (missing.Advice is { } advice)
                    terminal.Error.WriteLine($"rote: {advice}");
            }
            else
            {
                // Whoever types wants an answer to every line.
                int chunk = terminal.IsTyped && given.Length == 0 ? 1 : options.BatchSize * ChunkBatches;
                foreach (string[] sources in (given.Length > 0 ? given : InputLines.Read(terminal, token)).Chunk(chunk))
                    output.Add(sources, translator.Translate(sources, options, token));
            }
            output.End();
            return 0;
        });
        return verb;
    }

    private static void CheckPicture(string path, string[] texts)
    {
        if (texts.Length != 1)
            throw new UsageException($"'--attention' draws one text, given as an argument; got {texts.Length}.");
        if (string.IsNullOrWhiteSpace(texts[0]))
            throw new UsageException("'--attention' draws one text; the one given is empty.");
        if (Path.GetExtension(path).ToLowerInvariant() is not (".png" or ".html"))
            throw new UsageException($"'--attention' must name a file that ends in .png (a picture) or .html (a page); got '{path}'.");
        OutputFile.Check("--attention", path);
    }
}
