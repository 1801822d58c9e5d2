using System.CommandLine;
using System.Diagnostics;
using Rote.Cli.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer train</c>: a vocabulary from files.</summary>
internal static class TokenizerTrainCommand
{
    private const string FileName = "tokenizer.json";

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var verb = new Verb(
            "train",
            "Learn a vocabulary from text, and save a tokenizer.json.",
            "rote tokenizer train corpus.txt --vocabulary 8000 --output tokenizers/bytes",
            "rote tokenizer train --model wordpiece --vocabulary 30000 --min-count 2 --output uncased.json part1.txt part2.txt.gz",
            "rote tokenizer train --model unigram --special \"<mask>\" --output tokenizers/unigram train.de train.en")
        {
            Details = """
                byte-bpe is GPT-2's: any text can be encoded and comes back as it was. wordpiece is BERT's. bpe and unigram have words with their space in front, as
                SentencePiece, and end every text with </s>. word keeps whole words. What is saved opens in Hugging Face's tokenizers. Lines are texts; byte-bpe reads
                their ends as well.
                """,
        };
        var files = new Argument<string[]>("FILE") { Description = "Texts to learn from, UTF-8, plain or gzip.", Arity = ArgumentArity.OneOrMore };
        var options = new TokenizerTrainOptions();
        var output = Verb.Path("--output", $"Where to save: a name that ends in .json, or a folder, which gets a {FileName}.", "PATH");
        output.Required = true;
        verb.Arguments.Add(files);
        foreach (var option in options.All.Append(output))
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            var recipe = options.Recipe(parsed);
            string target = Target(parsed.GetValue(output)!);
            var texts = new TrainingTexts(parsed.GetRequiredValue(files), recipe.ReadsLineEnds);
            long started = Stopwatch.GetTimestamp();
            var tokenizer = TokenizerTrainingDisplay.Watch(terminal, progress => recipe.Train(texts.Read(), progress, token));
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
            tokenizer.Save(target);
            Report(terminal, new NamedTokenizer(target, tokenizer), options.Model(parsed), options.Vocabulary(parsed), texts, seconds);
            return 0;
        });
        return verb;
    }

    // Refused before any work is done for it.
    private static string Target(string output)
    {
        bool isFile = output.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output);
        if (isFile)
            OutputFile.Check("--output", output);
        else if (File.Exists(output))
            throw new UsageException($"'--output' must name a folder, or a file that ends in .json; '{output}' is another file.");
        string target = isFile ? output : Path.Combine(output, FileName);
        return File.Exists(target) ? throw new UsageException($"'{target}' is there already: name another place, or remove it first.") : target;
    }

    private static void Report(Terminal terminal, NamedTokenizer trained, string model, int? asked, TrainingTexts texts, double seconds)
    {
        int size = trained.Tokenizer.VocabularySize;
        if (terminal.Json)
        {
            terminal.WriteJson(new { Tokenizer = trained.Name, Model = model, VocabularySize = size, AddedTokens = trained.Tokenizer.Pipeline.AddedTokens.Count, texts.Lines, Seconds = seconds });
            return;
        }
        terminal.Facts(
            ("tokenizer", trained.Name),
            ("model", model),
            ("vocabulary", $"{Units.Count(size)} tokens, {Units.Count(trained.Tokenizer.Pipeline.AddedTokens.Count)} of them special"),
            ("learnt from", $"{Units.Count(texts.Lines)} lines"),
            ("took", $"{seconds:F1} s"));
        if (asked > size)
            terminal.Error.WriteLine($"rote: the text gives {size} tokens, fewer than the {asked} asked for.");
        else if (asked < size)
            terminal.Error.WriteLine($"rote: special tokens and characters alone are {size}, more than the {asked} asked for.");
    }
}
