using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rote.Cli;

/// <summary>Where a verb writes its result: coloured tables for people, plain ones where output is redirected, or one JSON document.</summary>
internal sealed class Terminal
{
    private const int RedirectedWidth = 160; // a file has no width: wide enough that nothing of ours wraps

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never embedded in HTML; keeps texts readable
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Lazy<IAnsiConsole> _console;

    /// <summary>Makes the terminal.</summary>
    /// <param name="output">Standard output, or a test's writer.</param>
    /// <param name="json">True when the user asked for JSON.</param>
    public Terminal(TextWriter output, bool json)
    {
        Output = output;
        Json = json;
        IsInteractive = !json && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        _console = new(() => Make(output, IsInteractive));
    }

    /// <summary>True when the user asked for JSON: call <see cref="WriteJson"/> once and write nothing else.</summary>
    public bool Json { get; }

    /// <summary>Standard output, or a test's writer.</summary>
    public TextWriter Output { get; }

    /// <summary>True when somebody watches: progress may be shown.</summary>
    public bool IsInteractive { get; }

    /// <summary>Spectre's console, for live displays; only where <see cref="IsInteractive"/>.</summary>
    public IAnsiConsole Live => _console.Value;

    /// <summary>Writes the document, on one line.</summary>
    /// <typeparam name="T">A record; names become camelCase.</typeparam>
    /// <param name="document">The document.</param>
    public void WriteJson<T>(T document) => Output.WriteLine(JsonSerializer.Serialize(document, Options));

    /// <summary>Writes a line as it is.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a heading after an empty line.</summary>
    /// <param name="text">The heading.</param>
    public void Heading(string text)
    {
        Line();
        Write(new Text($"{text}\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    public void Write(IRenderable table)
    {
        if (IsInteractive)
        {
            _console.Value.Write(table);
            return;
        }
        // Spectre pads every line to the table's width: noise in a file.
        using var lines = new StringWriter();
        Make(lines, interactive: false).Write(table);
        foreach (string line in lines.ToString().TrimEnd().Split('\n'))
            Line(line.TrimEnd());
    }

    /// <summary>A table of names and values, without borders.</summary>
    /// <param name="rows">The rows; a value is written as it is.</param>
    public void Facts(params IEnumerable<(string Name, string Value)> rows)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn();
        foreach (var (name, value) in rows)
            grid.AddRow(new Text(name), new Text(value));
        Write(grid);
    }

    private static IAnsiConsole Make(TextWriter output, bool interactive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
