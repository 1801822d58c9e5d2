using System.CommandLine;
using Rote.Cli.Tokenizers;
using Rote.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer verify</c>: does a tokenizer do what its reference recorded?</summary>
internal static class TokenizerVerifyCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var directory = new Argument<string>("DIR") { Description = "A folder with a tokenizer and records of it, or one that holds several such folders." };
        var verb = new Verb(
            "verify",
            "Compare tokenizers with the recorded results of another implementation.",
            "rote tokenizer verify tests/goldens/tokenizers",
            "rote tokenizer verify tests/goldens/tokenizers/bert-uncased --json")
        {
            Details = """
                Every recorded encoding, batch, decoding and stream is made again and compared field by field. Returns 1 if any differs, if a tokenizer or a file of records
                cannot be read, or if nothing could be compared.
                """,
        };
        verb.Arguments.Add(directory);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            string path = parsed.GetRequiredValue(directory);
            var report = terminal.IsInteractive ? VerificationView.Watch(terminal, progress => TokenizerVerifier.Verify(path, progress, token)) : TokenizerVerifier.Verify(path, null, token);
            if (terminal.Json)
                terminal.WriteJson(report);
            else
                VerificationView.Show(report, terminal);
            return report.Passed ? 0 : ExitCode.Failed;
        });
        return verb;
    }
}
