using System.IO.Compression;
using System.Text.Json;
using Rote.Testing;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>A training run of the reference: its texts, its options, and what came of it.</summary>
internal sealed class TrainerCase
{
    private static readonly string Folder = Path.Combine(Reference.Folder, "trainers");

    private readonly JsonElement _entry;

    private TrainerCase(JsonElement entry)
    {
        _entry = entry;
        string plain = Path.Combine(Folder, $"{Name}.json");
        Result = Reference.Read(File.Exists(plain) ? plain : plain + ".gz");
    }

    public JsonElement Result { get; }

    public JsonElement Trainer => _entry.GetProperty("trainer");

    public Normalizer? Normalizer => Part("normalizer") is { } part ? NormalizerJson.Read(part) : null;

    public PreTokenizer? PreTokenizer => Part("pre_tokenizer") is { } part ? PreTokenizerJson.Read(part) : null;

    private string Name => _entry.GetProperty("name").GetString()!;

    /// <summary>The names of a model's cases.</summary>
    public static TheoryData<string> NamesOf(params string[] models) => [.. Index()
        .Where(entry => models.Contains(entry.GetProperty("model").GetString()))
        .Select(entry => entry.GetProperty("name").GetString()!)];

    /// <summary>Reads a case, or skips the test where a part is not built yet or the texts are not here.</summary>
    public static TrainerCase Open(string name)
    {
        var entry = Index().Single(entry => entry.GetProperty("name").GetString() == name);
        NotBuiltYet.Skip([
            $"trainer {entry.GetProperty("model").GetString()}",
            .. NotBuiltYet.PartsOf("normalizer", entry.GetProperty("normalizer")),
            .. NotBuiltYet.PartsOf("pre_tokenizer", entry.GetProperty("pre_tokenizer")),
        ]);
        var corpus = entry.GetProperty("corpus");
        if (corpus.ValueKind == JsonValueKind.Array && corpus.EnumerateArray().FirstOrDefault(slice => !File.Exists(FileOf(slice))) is { ValueKind: not JsonValueKind.Undefined } missing)
            Assert.Skip($"the texts are not in the repository: {missing[0].GetString()}");
        return new TrainerCase(entry);
    }

    /// <summary>The texts as they were fed: lines, or lines of a file with their line feeds.</summary>
    public IEnumerable<string> Texts()
    {
        var corpus = _entry.GetProperty("corpus");
        bool isFile = _entry.GetProperty("feed").GetString() == "file";
        if (corpus.ValueKind == JsonValueKind.String)
        {
            var own = TrainingFiles.Lines(Path.Combine(Folder, corpus.GetString()!));
            return isFile ? own : own.Select(line => line.TrimEnd('\n'));
        }
        var lines = corpus.EnumerateArray().SelectMany(LinesOf);
        return isFile ? lines.Select(line => line + "\n") : lines;
    }

    // The folder `data` beside the references holds the texts that the repository does not.
    private static string FileOf(JsonElement slice) => Path.Combine(GoldenFolder.Root, "..", "data", slice[0].GetString()!);

    private static IEnumerable<string> LinesOf(JsonElement slice)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(FileOf(slice)), CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Skip(slice[1].GetInt32());
        return slice[2].ValueKind == JsonValueKind.Null ? lines : lines.Take(slice[2].GetInt32());
    }

    private static JsonElement.ArrayEnumerator Index() => Reference.Read(Path.Combine(Folder, "index.json")).EnumerateArray();

    private JsonPart? Part(string name) => _entry.GetProperty(name) is { ValueKind: not JsonValueKind.Null } part
        ? new JsonPart(part, name, wrong => new InvalidDataException(wrong))
        : null;
}
