using Rote.Tokenizers;
using Spectre.Console;
using SpectreText = Spectre.Console.Text;

namespace Rote.Cli.Tokenizers;

/// <summary>A text stage by stage.</summary>
internal static class TraceView
{
    /// <summary>Writes the trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(TokenizerTrace trace, Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(TraceDocument.Of(trace));
            return;
        }
        ShowCharacters(trace, terminal);
        ShowSections(trace, terminal);
        ShowEncoding(trace.Encoding, terminal);
        terminal.Heading("Decoded");
        terminal.Facts(
            ("text", VisibleText.Of(trace.Decoded) + (trace.Decoded == trace.Text ? "  (the text itself)" : "")),
            ("with special tokens", VisibleText.Of(trace.DecodedWithSpecialTokens)));
    }

    private static void ShowCharacters(TokenizerTrace trace, Terminal terminal)
    {
        int bytes = System.Text.Encoding.UTF8.GetByteCount(trace.Text);
        terminal.Heading($"Text: {Units.Count(trace.Text.EnumerateRunes().Count())} characters, {Units.Count(trace.Text.Length)} UTF-16 units, {Units.Count(bytes)} bytes of UTF-8");
        if (trace.Text.Length == 0)
            return;
        var fates = CharacterFate.Of(trace);
        var table = Tables.New(">at", "character", "code point", "UTF-8", "~normalized", ">piece", "~tokens");
        foreach (var fate in fates)
        {
            table.AddRow(
                new SpectreText($"{fate.At}"),
                new SpectreText(VisibleText.Of(fate.Character)),
                new SpectreText(VisibleText.CodePoint(fate.Character)),
                new SpectreText(string.Join(' ', System.Text.Encoding.UTF8.GetBytes(fate.Character.ToString()).Select(value => value.ToString("X2")))),
                new SpectreText(fate.Normalized is null ? "(added token)" : fate.Normalized.Length == 0 ? "(dropped)" : VisibleText.Of(fate.Normalized)),
                new SpectreText(string.Join(' ', fate.Pieces.Select(piece => piece + 1))),
                new SpectreText(string.Join("  ", fate.Tokens.Select(index => $"{index}:{VisibleText.Token(trace.Encoding.Tokens[index])}"))));
        }
        terminal.Write(table);
    }

    private static void ShowSections(TokenizerTrace trace, Terminal terminal)
    {
        terminal.Heading("Added tokens, normalizer");
        var stages = Tables.New("range", "~stage", "~result");
        foreach (var section in trace.Sections)
        {
            string range = Range(section.Start, section.Length);
            if (section is TraceSection.Added added)
            {
                stages.AddRow(new SpectreText(range), new SpectreText($"added token {added.Token.Id}"), new SpectreText(VisibleText.Of(trace.Text.Substring(section.Start, section.Length))));
                continue;
            }
            var text = (TraceSection.Text)section;
            stages.AddRow(new SpectreText(range), new SpectreText("text"), new SpectreText(VisibleText.Of(trace.Text.Substring(section.Start, section.Length))));
            foreach (var step in text.Normalization)
                stages.AddRow(new SpectreText(""), new SpectreText(PartsView.OneLine(step.Normalizer)), new SpectreText(step.Changed ? VisibleText.Of(string.Concat(step.Characters.Select(character => character.Character.ToString()))) : "(unchanged)"));
        }
        terminal.Write(stages);

        terminal.Heading("Pre-tokenizer");
        var splitting = Tables.New("~stage", "~pieces");
        foreach (var step in trace.Sections.OfType<TraceSection.Text>().SelectMany(section => section.Parts).OfType<TracePart.Text>().SelectMany(part => part.Splitting))
            splitting.AddRow(new SpectreText(PartsView.OneLine(step.PreTokenizer)), new SpectreText(string.Join("  ", step.Pieces.Select(piece => VisibleText.Of(piece.Text)))));
        if (splitting.Rows.Count > 0)
            terminal.Write(splitting);
        else
            terminal.Line("  none: each section is one piece");

        terminal.Heading("Model");
        var model = Tables.New(">piece", "range", "~text", "~tokens");
        int number = 0;
        foreach (var part in trace.Sections.OfType<TraceSection.Text>().SelectMany(section => section.Parts))
        {
            if (part is TracePart.Added added)
                model.AddRow(new SpectreText($"{++number}"), new SpectreText(Range(added.Match)), new SpectreText(VisibleText.Of(added.Match.Text)), new SpectreText($"added token {added.Token.Id}"));
            foreach (var word in (part as TracePart.Text)?.Words ?? [])
            {
                model.AddRow(
                    new SpectreText($"{++number}"), new SpectreText(Range(word.Piece)), new SpectreText(VisibleText.Of(word.Piece.Text)),
                    new SpectreText(word.Tokens.Count == 0 ? "(dropped)" : string.Join("  ", word.Tokens.Select(Shown))));
            }
        }
        terminal.Write(model);
    }

    private static void ShowEncoding(Rote.Tokenizers.Encoding encoding, Terminal terminal)
    {
        terminal.Heading("Post-processor, truncation, padding");
        var table = Tables.New(">index", ">id", "~token", "range", ">type", ">word", "added", "padded");
        for (int i = 0; i < encoding.Ids.Count; i++)
        {
            bool isPad = encoding.AttentionMask[i] == 0;
            table.AddRow(
                new SpectreText($"{i}"),
                new SpectreText($"{encoding.Ids[i]}"),
                new SpectreText(VisibleText.Token(encoding.Tokens[i])),
                new SpectreText(Range(encoding.Offsets[i].Start, encoding.Offsets[i].Length)),
                new SpectreText($"{encoding.TypeIds[i]}"),
                new SpectreText($"{encoding.WordIds[i]}"),
                new SpectreText(encoding.SpecialTokensMask[i] == 1 && !isPad ? "yes" : ""),
                new SpectreText(isPad ? "yes" : ""));
        }
        terminal.Write(table);
        if (encoding.Overflowing.Count > 0)
            terminal.Line($"  cut off: {Units.Count(encoding.Overflowing.Count)} further windows");
    }

    private static string Shown(TracedToken token) => $"{VisibleText.Token(token.Token)} ({token.Id}{(token.IsUnknown ? ", unknown" : "")}) {Range(token.Start, token.Length)}";

    private static string Range(TracedPiece piece) => Range(piece.Start, piece.Length);

    private static string Range(int start, int length) => $"{start}–{start + length}";
}
