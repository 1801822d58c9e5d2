using Spectre.Console;

namespace Rote.Cli.Tokenizers;

/// <summary>The numbers of a file.</summary>
internal static class StatisticsView
{
    /// <summary>Writes them.</summary>
    /// <param name="statistics">The numbers.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(TextStatistics statistics, Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(statistics);
            return;
        }
        terminal.Heading("Text");
        terminal.Facts(
            ("lines", Units.Count(statistics.Lines)), ("words", Units.Count(statistics.Words)),
            ("characters", Units.Count(statistics.Characters)), ("bytes", $"{Units.Count(statistics.Bytes)} of UTF-8, line ends left out"));
        terminal.Heading("Tokens");
        string[] labels = [.. TokenizerLabels.Of([.. statistics.Tokenizers.Select(tokenizer => tokenizer.Tokenizer)])];
        var table = Tables.New(["", .. labels.Select(label => $">{label}")]);
        Row("tokens", tokenizer => Units.Count(tokenizer.Tokens));
        Row("tokens per word", tokenizer => $"{tokenizer.TokensPerWord:F3}");
        Row("tokens per character", tokenizer => $"{tokenizer.TokensPerCharacter:F3}");
        Row("characters per token", tokenizer => $"{1 / tokenizer.TokensPerCharacter:F3}");
        Row("bytes per token", tokenizer => $"{tokenizer.BytesPerToken:F3}");
        Row("words of one token", tokenizer => Units.Share(tokenizer.WholeWords, statistics.Words));
        Row("unknown tokens", tokenizer => $"{Units.Count(tokenizer.Unknown)} {Units.Share(tokenizer.Unknown, tokenizer.Tokens)}".TrimEnd());
        Row("lines with unknown", tokenizer => $"{Units.Count(tokenizer.LinesWithUnknown)} {Units.Share(tokenizer.LinesWithUnknown, statistics.Lines)}".TrimEnd());
        Row("vocabulary", tokenizer => Units.Count(tokenizer.VocabularyTokens));
        Row("of it unused", tokenizer => $"{Units.Count(tokenizer.VocabularyTokens - tokenizer.UsedTokens)} {Units.Share(tokenizer.VocabularyTokens - tokenizer.UsedTokens, tokenizer.VocabularyTokens)}".TrimEnd());
        terminal.Write(table);
        if (statistics.LinesCutAlike is { } alike)
        {
            terminal.Line();
            terminal.Facts(("lines cut alike", $"{Units.Count(alike)} {Units.Share(alike, statistics.Lines)}"));
        }
        foreach (var (tokenizer, label) in statistics.Tokenizers.Zip(labels))
        {
            string of = labels.Length > 1 ? $": {label}" : "";
            List($"Most frequent unknown pieces{of}", "times", tokenizer.UnknownPieces, terminal);
            List($"Words of the most tokens{of}", "tokens", tokenizer.LongestWords, terminal);
        }

        void Row(string name, Func<TokenizerStatistics, string> value) => table.AddRow([new Text(name), .. statistics.Tokenizers.Select(tokenizer => new Text(value(tokenizer)))]);
    }

    private static void List(string heading, string count, IReadOnlyList<CountedText> texts, Terminal terminal)
    {
        if (texts.Count == 0)
            return;
        terminal.Heading(heading);
        var table = Tables.New($">{count}", "~text");
        foreach (var (text, number) in texts)
            table.AddRow(new Text(Units.Count(number)), new Text(VisibleText.Of(text)));
        terminal.Write(table);
    }
}
