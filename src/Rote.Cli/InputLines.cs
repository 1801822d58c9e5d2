using Rote.Training.Data;

namespace Rote.Cli;

/// <summary>The lines of standard input.</summary>
internal static class InputLines
{
    /// <summary>Reads lines as they come; somebody who types is told what to do.</summary>
    /// <param name="terminal">Where from.</param>
    /// <param name="token">Ends the reading.</param>
    /// <returns>The lines without their ends.</returns>
    /// <exception cref="InvalidDataException">It is not text in UTF-8, or has a line that is too long.</exception>
    public static IEnumerable<string> Read(Terminal terminal, CancellationToken token)
    {
        var lines = TextLines.Read(terminal.Input, "standard input");
        if (!terminal.IsTyped)
            return lines;
        Invite(terminal, "a text");
        return Interruptible(lines, token);
    }

    /// <summary>Tells somebody who types how to go on.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="what">What to type.</param>
    public static void Invite(Terminal terminal, string what) =>
        terminal.Error.WriteLine($"Type {what} and press Enter; {(OperatingSystem.IsWindows() ? "Ctrl+Z and Enter end" : "Ctrl+D ends")} the input.");

    /// <summary>Goes through what is read from a keyboard. Nothing interrupts such a read: it is left behind.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="items">What is read, piece by piece.</param>
    /// <param name="token">Ends the reading.</param>
    /// <returns>The same.</returns>
    public static IEnumerable<T> Interruptible<T>(IEnumerable<T> items, CancellationToken token)
    {
        using var item = items.GetEnumerator();
        while (Task.Run(item.MoveNext, token).WaitAsync(token).GetAwaiter().GetResult())
            yield return item.Current;
    }
}
