using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>A file of records in a tokenizer's folder.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it records.</param>
internal sealed record RecordFile(string Path, RecordKind Kind)
{
    private static readonly (string Ending, RecordKind Kind)[] Endings =
    [
        ("expected.jsonl", RecordKind.Texts), ("batch.json", RecordKind.Batches), ("as_loaded.json", RecordKind.AsLoaded), ("stream.json", RecordKind.Streams),
    ];

    /// <summary>The file's name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The files of a folder that hold records, by name: <c>expected.jsonl</c>, <c>corpus-expected.jsonl.gz</c> and the like; and what else is gzip.</summary>
    public static IEnumerable<RecordFile> In(string folder) => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
        .Select(path => new RecordFile(path, KindOf(System.IO.Path.GetFileName(path))))
        .Where(file => file.Kind != RecordKind.Other || file.Name.EndsWith(".gz", StringComparison.Ordinal));

    /// <summary>The rows, each with its place in the file for messages.</summary>
    public IEnumerable<JsonPart> Rows()
    {
        int number = 0;
        foreach (var document in ReferenceFile.Read(Path, isLines: Kind == RecordKind.Texts))
        {
            if (Kind is RecordKind.Texts or RecordKind.AsLoaded)
                yield return Row(document);
            else if (document.ValueKind == JsonValueKind.Array)
            {
                foreach (var row in document.EnumerateArray())
                    yield return Row(row);
            }
            else
                throw Fail("it must hold an array.");
        }

        JsonPart Row(JsonElement element) => new(element, $"row {++number}", Fail);
    }

    private TokenizerFormatException Fail(string wrong) => new($"'{Path}': {wrong}");

    private static RecordKind KindOf(string name)
    {
        string plain = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        foreach (var (ending, kind) in Endings)
        {
            // Twins have a name of their own before a dash.
            if (plain == ending || plain.EndsWith("-" + ending, StringComparison.Ordinal))
                return kind;
        }
        return RecordKind.Other;
    }
}
