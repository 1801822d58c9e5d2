using System.CommandLine;
using Rote.Cli.Pictures;
using Rote.Pipelines;

namespace Rote.Cli.Commands;

/// <summary><c>rote translate</c>: one line out for each line in.</summary>
internal static class TranslateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new Verb(
            "translate",
            "Translate texts with a trained model: arguments, or standard input line by line. Only translations go to standard output; what the model could not read is said on standard error.",
            "rote translate --model runs/dates \"3rd of March, 2021\"",
            "rote translate --model runs/de-en --beam 4 < test.de > test.out",
            "rote translate --model runs/dates --attention map.png \"le 1er mai 1987\"");
        var texts = new Argument<string[]>("TEXT") { Description = "Texts to translate. Default: the lines of standard input.", Arity = ArgumentArity.ZeroOrMore };
        var model = new Option<string>("--model") { Description = "Folder of the model.", HelpName = "DIR", Required = true };
        var beam = Verb.OptionalWholeNumber("--beam", "Beams of the search; 1 is greedy. Default: as the model was saved.", 1, 1000);
        var batch = Verb.WholeNumber("--batch", "Texts translated at once.", 32, 1, 100_000);
        var attention = new Option<FileInfo?>("--attention") { Description = "Draw the cross-attention of every layer and head for one text, as .png or .html.", HelpName = "FILE" };
        verb.Arguments.Add(texts);
        foreach (var option in new Option[] { model, beam, batch, attention })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            string[] given = parsed.GetValue(texts) ?? [];
            var options = new TranslationOptions { Beams = parsed.GetValue(beam), BatchSize = parsed.GetValue(batch) };
            var picture = parsed.GetValue(attention);
            if (picture is not null)
            {
                if (given.Length != 1)
                    throw new ArgumentException($"--attention draws one text, given as an argument; got {given.Length}.");
            }
            var error = parsed.InvocationConfiguration.Error;
            using var translator = Translator.Load(parsed.GetValue(model)!);
            var all = new List<(string Source, Translation Translation)>();
            int number = 0;
            void Write(IReadOnlyList<string> sources, IReadOnlyList<Translation> translations)
            {
                for (int i = 0; i < sources.Count; i++)
                {
                    Warn(error, ++number, translations[i]);
                    if (terminal.Json)
                        all.Add((sources[i], translations[i]));
                    else
                        terminal.Line(OneLine(translations[i].Text));
                }
            }
            if (picture is not null)
            {
                var (translation, maps) = translator.Explain(given[0], options);
                Write(given, [translation]);
                var missing = AttentionPicture.Save(picture.ToString(), new AttentionMaps(maps.SourceTokens, maps.TargetTokens, maps.Layers), given[0], translation.Text);
                if (missing.Advice is { } advice)
                    error.WriteLine($"rote: {advice}");
            }
            else
            {
                foreach (string[] chunk in (given.Length > 0 ? given : Lines(parsed.InvocationConfiguration)).Chunk(options.BatchSize * 8))
                    Write(chunk, translator.Translate(chunk, options, token));
            }
            if (terminal.Json)
            {
                terminal.WriteJson(all.Select(pair => new
                {
                    pair.Source,
                    pair.Translation.Text,
                    pair.Translation.Score,
                    pair.Translation.Unknown,
                    pair.Translation.TokensLeftOut,
                    pair.Translation.IsCutOff,
                }));
            }
            return 0;
        });
        return verb;
    }

    private static IEnumerable<string> Lines(InvocationConfiguration _)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new System.Text.UTF8Encoding(false));
        while (input.ReadLine() is { } line)
            yield return line;
    }

    // A line in is a line out, whatever the model wrote.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static void Warn(TextWriter error, int number, Translation translation)
    {
        if (translation.Unknown.Count > 0)
            error.WriteLine($"rote: text {number}: not in the vocabulary, read as unknown: {string.Join(" ", translation.Unknown.Select(piece => $"'{OneLine(piece)}'"))}");
        if (translation.TokensLeftOut > 0)
            error.WriteLine($"rote: text {number}: too long for the model; its last {translation.TokensLeftOut} tokens were not read.");
        if (translation.IsCutOff)
            error.WriteLine($"rote: text {number}: the model did not come to an end; its output is cut off at the limit.");
    }
}
