using System.CommandLine;
using Rote.Cli.Tokenizers;
using Rote.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer encode</c>: one line of ids for each text.</summary>
internal static class TokenizerEncodeCommand
{
    private const int MostTokens = 1 << 20; // the most that padding allows

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var verb = new Verb(
            "encode",
            "Make ids of texts, or of standard input line by line.",
            "rote tokenizer encode models/bert \"What is attention?\"",
            "rote tokenizer encode models/gpt2/tokenizer.json --tokens --offsets < text.txt",
            "rote tokenizer encode models/bert --pair \"Who wrote it?\" \"It was written by Ada.\" --max-length 128 --json")
        {
            Details = """
                Each text, and each line of standard input, gives one line on standard output, in order. Without options it is cut and padded as the tokenizer's own
                file says. Tokens are shown with white space and invisible characters as code points, such as ‹U+0020›; --json has them as they are, and everything
                else that an encoding holds.
                """,
        };
        var source = TokenizerCommand.Source();
        var texts = new Argument<string[]>("TEXT") { Description = "Texts to encode. Default: the lines of standard input.", Arity = ArgumentArity.ZeroOrMore };
        var tokens = new Option<bool>("--tokens") { Description = "Write tokens in place of ids." };
        var offsets = new Option<bool>("--offsets") { Description = "Write @START-END after each: where it stands in its text." };
        var unit = new Option<OffsetUnit?>("--unit")
        {
            Description = "What offsets count: utf16 (units, as .NET), code-points (as Python), bytes (of UTF-8). Default: utf16.",
            HelpName = "UNIT",
            CustomParser = result =>
            {
                switch (result.Tokens[^1].Value)
                {
                    case "utf16":
                        return OffsetUnit.Utf16;
                    case "code-points":
                        return OffsetUnit.CodePoints;
                    case "bytes":
                        return OffsetUnit.Utf8Bytes;
                    case var other:
                        result.AddError($"'--unit' must be utf16, code-points or bytes; got '{other}'.");
                        return null;
                }
            },
        };
        var pair = new Option<bool>("--pair") { Description = "Texts come in pairs: two by two, or on a line with a tab between." };
        var words = new Option<bool>("--words") { Description = "Each text is split into words already, at white space; offsets count in the word." };
        var bare = new Option<bool>("--no-special-tokens") { Description = "Add none of the tokens that the tokenizer puts around a text." };
        var most = Verb.OptionalWholeNumber("--max-length", "Cut to so many tokens, added ones counted; 0 does not cut. Default: as the tokenizer's file says.", 0, int.MaxValue);
        var stride = Verb.OptionalWholeNumber("--stride", "Tokens that what is cut off repeats (in --json). Default: 0.", 0, int.MaxValue);
        var pad = Verb.OptionalWholeNumber("--pad", "Pad to so many tokens; 0 does not pad. Default: as the tokenizer's file says.", 0, MostTokens);
        var padToken = new Option<string?>("--pad-token") { Description = "The token to pad with. Default: the tokenizer's own.", HelpName = "TOKEN" };
        verb.Arguments.Add(source);
        verb.Arguments.Add(texts);
        foreach (var option in new Option[] { tokens, offsets, unit, pair, words, bare, most, stride, pad, padToken })
            verb.Options.Add(option);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            if (parsed.GetValue(unit) is not null && !parsed.GetValue(offsets) && !terminal.Json)
                throw new UsageException("'--unit' is for offsets: give '--offsets' or '--json' as well.");
            if (parsed.GetValue(padToken) is not null && parsed.GetValue(pad) is null or 0)
                throw new UsageException("'--pad-token' is given without '--pad'.");
            if (parsed.GetValue(stride) is not null && parsed.GetValue(most) is null or 0)
                throw new UsageException("'--stride' is given without '--max-length'.");
            string[] given = parsed.GetValue(texts) ?? [];
            if (parsed.GetValue(pair) && given.Length % 2 > 0)
                throw new UsageException($"'--pair' takes texts two by two; got {given.Length}.");
            var tokenizer = Tokenizer.Load(parsed.GetRequiredValue(source));
            if (parsed.GetValue(most) is { } length)
                tokenizer = tokenizer.WithTruncation(length == 0 ? null : new TruncationOptions { MaxLength = length, Stride = parsed.GetValue(stride) ?? 0 });
            if (parsed.GetValue(pad) is { } target)
                tokenizer = tokenizer.WithPadding(PaddingChoice.Of(tokenizer, target, parsed.GetValue(padToken)));
            var output = new EncodingOutput(terminal, tokenizer, !parsed.GetValue(bare), parsed.GetValue(unit) ?? OffsetUnit.Utf16)
            {
                ShowsTokens = parsed.GetValue(tokens),
                ShowsOffsets = parsed.GetValue(offsets),
            };
            output.Write(Inputs(given, parsed.GetValue(pair), parsed.GetValue(words), terminal, token), token);
            return 0;
        });
        return verb;
    }

    private static IEnumerable<EncodedText> Inputs(string[] given, bool inPairs, bool areWords, Terminal terminal, CancellationToken token)
    {
        if (given.Length > 0)
            return inPairs ? given.Chunk(2).Select((pair, at) => new EncodedText(at + 1, pair[0], pair[1], areWords)) : given.Select((text, at) => new EncodedText(at + 1, text, null, areWords));
        return InputLines.Read(terminal, token).Select((line, at) => inPairs ? Divided(line, at + 1, areWords) : new EncodedText(at + 1, line, null, areWords));
    }

    private static EncodedText Divided(string line, int number, bool areWords) => line.IndexOf('\t') is >= 0 and var tab
        ? new EncodedText(number, line[..tab], line[(tab + 1)..], areWords)
        : throw new InvalidDataException($"standard input: line {number} has no tab; with '--pair' a line is a text, a tab, and the second text.");
}
