using System.Text;

namespace Rote.Docs.Tests;

/// <summary>A line of a shell as far as the pages use one: quotes, variables before a command, redirections, and several commands in a line.</summary>
internal static class ShellLine
{
    private const string FromCheckout = "dotnet run --project src/Rote.Cli -c Release --";

    /// <summary>The arguments of every <c>rote</c> in a line, however it is started.</summary>
    /// <param name="line">The line, with or without a prompt.</param>
    /// <returns>Arguments without the program's name; nothing where the line starts no rote.</returns>
    public static IEnumerable<string[]> RoteCommands(string line)
    {
        string text = line.Trim();
        text = text.StartsWith("$ ", StringComparison.Ordinal) ? text[2..] : text;
        foreach (string command in Split(text))
        {
            string[] words = [.. Words(command).SkipWhile(IsVariable)];
            string[] checkout = FromCheckout.Split(' ');
            if (words is ["rote", .. var typed])
                yield return typed;
            else if (words.Length >= checkout.Length && words.AsSpan(0, checkout.Length).SequenceEqual(checkout))
                yield return words[checkout.Length..];
        }
    }

    private static bool IsVariable(string word) => word.IndexOf('=') is > 0 and var at && word[..at].All(sign => char.IsAsciiLetterUpper(sign) || sign == '_');

    // At ; | and && outside quotes; a comment is cut off.
    private static IEnumerable<string> Split(string text)
    {
        var command = new StringBuilder();
        char quote = '\0';
        foreach (char sign in text)
        {
            if (quote != '\0' || sign is '"' or '\'')
                quote = quote == '\0' ? sign : sign == quote ? '\0' : quote;
            else if (sign == '#' && (command.Length == 0 || command[^1] == ' '))
                break;
            else if (sign is ';' or '|' or '&')
            {
                yield return command.ToString();
                command.Clear();
                continue;
            }
            command.Append(sign);
        }
        yield return command.ToString();
    }

    // Unquoted; a redirection and its file are left out.
    private static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        bool inWord = false, redirected = false;
        char quote = '\0';
        foreach (char sign in command + " ")
        {
            if (quote != '\0' || sign is '"' or '\'')
            {
                (inWord, bool ends) = (true, sign == quote);
                if (quote != '\0' && !ends)
                    word.Append(sign);
                else
                    quote = ends ? '\0' : sign;
            }
            else if (sign is '<' or '>')
                redirected = true;
            else if (sign != ' ')
            {
                inWord = true;
                word.Append(sign);
            }
            else if (inWord)
            {
                if (!redirected)
                    yield return word.ToString();
                word.Clear();
                (inWord, redirected) = (false, false);
            }
        }
    }
}
