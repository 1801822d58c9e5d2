namespace Rote.Cli.Translation;

/// <summary>Writes translations, a line each or all as JSON, and says on standard error what the model could not read or finish.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class TranslationOutput(Terminal terminal)
{
    private readonly List<object> _all = [];
    private int _number;

    /// <summary>Adds some.</summary>
    /// <param name="sources">The texts.</param>
    /// <param name="translations">What was written for each.</param>
    public void Add(IReadOnlyList<string> sources, IReadOnlyList<Pipelines.Translation> translations)
    {
        foreach (var (source, translation) in sources.Zip(translations))
        {
            Warn(++_number, translation);
            if (terminal.Json)
                _all.Add(new { source, translation.Text, translation.Score, translation.Unknown, translation.TokensLeftOut, translation.IsCutOff });
            else
                terminal.Line(OneLine(translation.Text));
        }
    }

    /// <summary>Writes what was kept back.</summary>
    public void End()
    {
        if (terminal.Json)
            terminal.WriteJson(_all);
    }

    /// <summary>A line in is a line out, whatever the model wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with spaces for its line ends.</returns>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // What comes from a text must not steer the terminal.
    private static string Visible(string piece) => $"'{string.Concat(piece.Select(unit => char.IsControl(unit) ? $"\\u{(int)unit:X4}" : $"{unit}"))}'";

    private void Warn(int number, Pipelines.Translation translation)
    {
        if (translation.Unknown.Count > 0)
            terminal.Error.WriteLine($"rote: text {number}: not in the vocabulary, read as unknown: {string.Join(" ", translation.Unknown.Select(Visible))}");
        if (translation.TokensLeftOut > 0)
            terminal.Error.WriteLine($"rote: text {number}: too long for the model; its last {translation.TokensLeftOut} tokens were not read.");
        if (translation.IsCutOff)
            terminal.Error.WriteLine($"rote: text {number}: the model did not come to an end; its output is cut off at the limit.");
    }
}
