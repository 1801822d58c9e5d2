using System.CommandLine;
using Rote.Cli.Tokenizers;
using Rote.Tokenizers;
using Rote.Training.Data;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer inspect</c>: the parts of a tokenizer, and what each makes of a text or of a file.</summary>
internal static class TokenizerInspectCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var verb = new Verb(
            "inspect",
            "Show a tokenizer's parts, and what each makes of a text; or measure it on a file.",
            "rote tokenizer inspect models/bert",
            "rote tokenizer inspect models/bert \"Déjà vu, naïvely\"",
            "rote tokenizer inspect models/gpt2 --file corpus.txt",
            "rote tokenizer inspect models/bert --beside models/gpt2 --file corpus.txt")
        {
            Details = """
                Without a text: the parts with their options, and the added tokens. With a text: what every stage makes of it, character by character; what leaves no ink
                is shown as a code point, such as ‹U+200D›, and a space as ␣. With --file: tokens for a word, a character and a byte, what the vocabulary lacks and what
                of it goes unused; special tokens that the tokenizer adds are not counted there, and nothing is cut. Words are what stands between white space.
                """,
        };
        var source = TokenizerCommand.Source();
        var text = new Argument<string?>("TEXT") { Description = "A text to follow through the stages.", Arity = ArgumentArity.ZeroOrOne };
        var file = Verb.Path("--file", "Measure on the lines of this file, UTF-8, plain or gzip.");
        var beside = Verb.Path("--beside", "Another tokenizer, to set beside the first.", "TOKENIZER");
        var top = Verb.WholeNumber("--top", "How many unknown pieces and words to list.", 10, 0, 1000);
        var bare = new Option<bool>("--no-special-tokens") { Description = "Add none of the tokens that the tokenizer puts around a text." };
        verb.Arguments.Add(source);
        verb.Arguments.Add(text);
        foreach (var option in new Option[] { file, beside, top, bare })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            string? given = parsed.GetValue(text), path = parsed.GetValue(file);
            if (given is not null && path is not null)
                throw new UsageException("TEXT and '--file' do not go together: give one of them.");
            NamedTokenizer[] tokenizers = [.. new[] { parsed.GetRequiredValue(source), parsed.GetValue(beside) }.OfType<string>().Select(NamedTokenizer.Load)];
            if (path is not null)
                StatisticsView.Show(TextStatistics.Collect(tokenizers, TextLines.Read(path), parsed.GetValue(top), token), terminal);
            else if (tokenizers is [var only])
            {
                if (given is null)
                    PartsView.Show(only, terminal);
                else
                    TraceView.Show(Traced(only.Tokenizer, given, !parsed.GetValue(bare)), terminal);
            }
            else if (given is null)
                PartsView.ShowBeside(tokenizers[0], tokenizers[1], terminal);
            else
                SideBySideView.Show(SideBySide.Of(tokenizers[0], tokenizers[1], given), terminal);
            return 0;
        });
        return verb;
    }

    private static TokenizerTrace Traced(Tokenizer tokenizer, string text, bool addSpecialTokens)
    {
        try
        {
            return tokenizer.Trace(text, addSpecialTokens);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }
}
