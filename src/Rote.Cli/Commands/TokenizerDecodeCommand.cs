using System.CommandLine;
using Rote.Cli.Tokenizers;
using Rote.Cli.Translation;
using Rote.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer decode</c>: text of ids.</summary>
internal static class TokenizerDecodeCommand
{
    private const int Shown = 10; // ids without a token that are named

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var verb = new Verb(
            "decode",
            "Make text of ids, or of each line of ids on standard input.",
            "rote tokenizer decode models/bert 101 2054 2003 3086 1029 102",
            "rote tokenizer encode models/gpt2 < text.txt | rote tokenizer decode models/gpt2",
            "rote tokenizer decode models/gpt2 --stream < ids.txt")
        {
            Details = """
                Ids given as arguments are one text. Of standard input each line is one, and gives one line: line ends within a text become spaces there; --json keeps them.
                White space, commas and brackets may stand between ids. With --stream all of it is one text, which appears character by character as the ids come.
                """,
        };
        var source = TokenizerCommand.Source();
        var ids = new Argument<string[]>("ID") { Description = "Ids of one text. Default: the lines of standard input.", Arity = ArgumentArity.ZeroOrMore };
        var keep = new Option<bool>("--keep-special-tokens") { Description = "Write special tokens too." };
        var stream = new Option<bool>("--stream") { Description = "Write text as soon as later ids cannot change it, never half a character." };
        verb.Arguments.Add(source);
        verb.Arguments.Add(ids);
        verb.Options.Add(keep);
        verb.Options.Add(stream);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            if (terminal.Json && parsed.GetValue(stream))
                throw new UsageException("'--stream' and '--json' do not go together: a document is written when it is whole.");
            var tokenizer = Tokenizer.Load(parsed.GetRequiredValue(source));
            bool skip = !parsed.GetValue(keep);
            string[] given = parsed.GetValue(ids) ?? [];
            var read = Ids(given, terminal, token);
            if (parsed.GetValue(stream))
                Stream(tokenizer.CreateStreamingDecoder(skip), read, terminal, token);
            else if (terminal.Json)
                terminal.WriteJsonArray(Texts(read, token).Select((text, at) => new { Ids = text, Tokens = text.Select(tokenizer.IdToToken), Text = Decoded(tokenizer, text, skip, at + 1, terminal) }));
            else
            {
                foreach (var (at, text) in Texts(read, token).Index())
                {
                    string decoded = Decoded(tokenizer, text, skip, at + 1, terminal);
                    terminal.Line(given.Length > 0 ? decoded : TranslationOutput.OneLine(decoded));
                }
            }
            return 0;
        });
        return verb;
    }

    private static IEnumerable<int?> Ids(string[] given, Terminal terminal, CancellationToken token)
    {
        if (given.Length > 0)
            return IdReader.Read(new StringReader(string.Join(' ', given).ReplaceLineEndings(" ")), "ID");
        var read = IdReader.Read(terminal.Input, "standard input");
        if (!terminal.IsTyped)
            return read;
        InputLines.Invite(terminal, "ids");
        return InputLines.Interruptible(read, token);
    }

    private static IEnumerable<IReadOnlyList<int>> Texts(IEnumerable<int?> read, CancellationToken token)
    {
        var ids = new List<int>();
        foreach (int? id in read)
        {
            if (id is { } known)
            {
                ids.Add(known);
                continue;
            }
            token.ThrowIfCancellationRequested();
            yield return ids;
            ids = [];
        }
    }

    private static string Decoded(Tokenizer tokenizer, IReadOnlyList<int> ids, bool skipSpecialTokens, int number, Terminal terminal)
    {
        int[] without = [.. ids.Where(id => tokenizer.IdToToken(id) is null).Distinct()];
        if (without.Length > 0)
        {
            terminal.Error.WriteLine(
                $"rote: text {number}: no token has these ids, which are left out: {string.Join(' ', without.Take(Shown))}{(without.Length > Shown ? $" and {without.Length - Shown} more" : "")}");
        }
        return Attempt(() => tokenizer.Decode(ids, skipSpecialTokens), number);
    }

    private static void Stream(StreamingDecoder decoder, IEnumerable<int?> read, Terminal terminal, CancellationToken token)
    {
        foreach (int? id in read)
        {
            token.ThrowIfCancellationRequested();
            Show(id is { } known ? Attempt(() => decoder.Push(known), 1) : null);
        }
        Show(Attempt(decoder.Flush, 1));
        terminal.Line();

        void Show(string? text)
        {
            if (text is null)
                return;
            terminal.Output.Write(text);
            terminal.Output.Flush();
        }
    }

    // A decoder may ask for more than a token has.
    private static T Attempt<T>(Func<T> decode, int number)
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidDataException($"text {number}: {wrong.Message}", wrong);
        }
    }
}
