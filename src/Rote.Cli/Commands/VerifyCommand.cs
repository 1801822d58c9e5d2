using System.CommandLine;
using Rote.Cli.Verify;
using Rote.Tensors.Native;
using Rote.Verification;

namespace Rote.Cli.Commands;

/// <summary><c>rote verify</c>: does a model compute what its reference recorded?</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "A model directory that also holds case.json and expected.safetensors." };
        var verb = new Verb(
            "verify",
            "Compare a model with the recorded results of another implementation.",
            "rote verify tests/goldens/models/bert-base",
            "rote verify tests/goldens/models/gpt2 --json")
        {
            Details = "Every recorded state, map, score, loss, gradient and generated text is computed again. Returns 1 if any differs, or if nothing could be compared.",
        };
        verb.Arguments.Add(directory);
        verb.AddJson();
        verb.Runs((parsed, terminal, token) =>
        {
            _ = NativeLibraryInfo.Load();
            var report = ModelVerifier.Verify(parsed.GetRequiredValue(directory), token);
            if (terminal.Json)
                terminal.WriteJson(VerifyDocument.Of(report));
            else
                VerifyView.Show(report, terminal);
            return report.Passed ? 0 : ExitCode.Failed;
        });
        return verb;
    }
}
