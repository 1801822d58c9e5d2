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
    /// <param name="streams">Standard input, output and error, or a test's.</param>
    /// <param name="json">True when the user asked for JSON.</param>
    public Terminal(Streams streams, bool json)
    {
        var output = streams.Output;
        Input = streams.Input;
        Output = output;
        Error = streams.Error;
        Json = json;
        IsInteractive = !json && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IsTyped = ReferenceEquals(output, Console.Out) && !Console.IsInputRedirected;
        bool plain = !IsInteractive || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        _console = new(() => plain
            ? Make(output, AnsiSupport.No, ColorSystemSupport.NoColors, IsInteractive ? null : RedirectedWidth)
            : Make(output, AnsiSupport.Detect, ColorSystemSupport.Detect, null));
    }

    /// <summary>True when the user asked for JSON: call <see cref="WriteJson"/> once and write nothing else.</summary>
    public bool Json { get; }

    /// <summary>Standard output, or a test's writer.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard input, or a test's reader.</summary>
    public TextReader Input { get; }

    /// <summary>Standard error, or a test's writer: what is neither result nor failure.</summary>
    public TextWriter Error { get; }

    /// <summary>True when somebody watches: progress may be shown.</summary>
    public bool IsInteractive { get; }

    /// <summary>True when standard input is a keyboard.</summary>
    public bool IsTyped { get; }

    /// <summary>Spectre's console, for live displays; only where <see cref="IsInteractive"/>.</summary>
    public IAnsiConsole Live => _console.Value;

    /// <summary>Writes the document, on one line.</summary>
    /// <typeparam name="T">A record; names become camelCase.</typeparam>
    /// <param name="document">The document.</param>
    public void WriteJson<T>(T document) => Output.WriteLine(JsonSerializer.Serialize(document, Options));

    /// <summary>Runs a job while a line that renews itself tells how far it is; only where <see cref="IsInteractive"/>.</summary>
    /// <typeparam name="T">What the job returns.</typeparam>
    /// <param name="first">The line at first, not empty.</param>
    /// <param name="job">Given what changes the line.</param>
    /// <returns>What the job returns.</returns>
    public T Watched<T>(string first, Func<Action<string>, T> job) => Live.Status().Start(first, status => job(line => status.Status = Markup.Escape(line)));

    /// <summary>Writes documents as one array on one line, each as soon as it is there.</summary>
    /// <typeparam name="T">A record; names become camelCase.</typeparam>
    /// <param name="documents">The documents.</param>
    public void WriteJsonArray<T>(IEnumerable<T> documents)
    {
        string before = "[";
        foreach (var document in documents)
        {
            Output.Write(before + JsonSerializer.Serialize(document, Options));
            before = ",";
        }
        Output.WriteLine(before == "[" ? "[]" : "]");
    }

    /// <summary>Writes a line as it is.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a heading after an empty line.</summary>
    /// <param name="text">The heading.</param>
    public void Heading(string text)
    {
        Line();
        Write(new Text(text, new Style(decoration: Decoration.Bold)));
    }

    /// <summary>Writes a table, without the spaces and empty lines that it is padded with.</summary>
    /// <param name="table">The table.</param>
    public void Write(IRenderable table)
    {
        var profile = _console.Value.Profile;
        using var lines = new StringWriter();
        Make(lines, profile.Capabilities.Ansi ? AnsiSupport.Yes : AnsiSupport.No, (ColorSystemSupport)profile.Capabilities.ColorSystem, profile.Width).Write(table);
        foreach (string line in lines.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0))
            Line(line);
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

    private static IAnsiConsole Make(TextWriter output, AnsiSupport ansi, ColorSystemSupport colors, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = ansi,
            ColorSystem = colors,
            Interactive = ansi == AnsiSupport.No ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (width is { } columns)
            console.Profile.Width = columns;
        return console;
    }
}
