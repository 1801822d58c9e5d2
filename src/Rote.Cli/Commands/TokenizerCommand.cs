using System.CommandLine;

namespace Rote.Cli.Commands;

/// <summary><c>rote tokenizer</c>: text to tokens and back, and a look inside.</summary>
internal static class TokenizerCommand
{
    /// <summary>Makes the verb, which holds others.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var group = new Command("tokenizer", "Encode and decode text, look inside a tokenizer, check one, train one.")
        {
            TokenizerEncodeCommand.Create(),
            TokenizerDecodeCommand.Create(),
            TokenizerInspectCommand.Create(),
            TokenizerVerifyCommand.Create(),
            TokenizerTrainCommand.Create(),
        };
        group.SetAction(parsed => parsed.ShowHelp());
        return group;
    }

    /// <summary>The argument that names a tokenizer.</summary>
    /// <returns>The argument.</returns>
    public static Argument<string> Source() => new("TOKENIZER")
    {
        Description = "A tokenizer.json, a folder that holds one, or a classic file: vocab.txt, vocab.json beside merges.txt, a SentencePiece .model.",
    };
}
