using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads and writes tokenizer.json, format 1.0.</summary>
internal static class TokenizerFile
{
    private const string FileName = "tokenizer.json";
    private const string Version = "1.0";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MaxLength = 256L << 20;

    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isFolder = Directory.Exists(path);
        string file = isFolder ? Path.Combine(path, FileName) : path;
        if (!(isFolder && File.Exists(file)) && ClassicFiles.TryLoad(path) is { } classic)
            return classic;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException(
                $"'{file}' does not exist. Give a tokenizer.json, a classic file, or a folder that holds a tokenizer.json or {ClassicFiles.Names}.", file);
        }
        var pipeline = ParsePipeline(JsonFile.ReadAll(file, FileName, MaxLength), file);
        return new Tokenizer(isFolder ? TokenizerConfigFile.ApplyFrom(path, pipeline) : pipeline);
    }

    public static void Save(Tokenizer tokenizer, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isFolder = Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
        if (isFolder)
            Directory.CreateDirectory(path);
        AtomicFile.Write(isFolder ? Path.Combine(path, FileName) : path, stream => Write(tokenizer.Pipeline, stream));
    }

    /// <summary>Makes a tokenizer of a file's bytes.</summary>
    public static Tokenizer Parse(ReadOnlyMemory<byte> bytes, string file) => new(ParsePipeline(bytes, file));

    /// <summary>Writes the parts of a tokenizer, in the order and with the names that Hugging Face's tokenizers write.</summary>
    public static void Write(TokenizerPipeline pipeline, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WritePropertyName("truncation");
        TruncationJson.Write(json, pipeline.Truncation);
        json.WritePropertyName("padding");
        PaddingJson.Write(json, pipeline.Padding);
        json.WriteStartArray("added_tokens");
        foreach (var token in pipeline.AddedTokens.OrderBy(token => token.Id))
            AddedTokenJson.Write(json, token);
        json.WriteEndArray();
        json.WritePropertyName("normalizer");
        NormalizerJson.Write(json, pipeline.Normalizer);
        json.WritePropertyName("pre_tokenizer");
        PreTokenizerJson.Write(json, pipeline.PreTokenizer);
        json.WritePropertyName("post_processor");
        PostProcessorJson.Write(json, pipeline.PostProcessor);
        json.WritePropertyName("decoder");
        DecoderJson.Write(json, pipeline.Decoder);
        json.WritePropertyName("model");
        ModelJson.Write(json, pipeline.Model);
        json.WriteEndObject();
    }

    private static TokenizerPipeline ParsePipeline(ReadOnlyMemory<byte> bytes, string file)
    {
        var pipeline = JsonFile.Parse(bytes, file, FileName, ReadPipeline);
        string[] violations = [.. pipeline.Violations()];
        return violations.Length == 0 ? pipeline : throw new TokenizerFormatException($"'{file}': {string.Join(' ', violations)}");
    }

    private static TokenizerPipeline ReadPipeline(JsonPart root)
    {
        if (root.OptionalText("version") is { } version && version != Version)
            throw root.Fail($"'version' must be {Version}; got '{version}'.");
        var pipeline = new TokenizerPipeline
        {
            Truncation = root.Optional("truncation") is null ? null : TruncationJson.Read(root.Object("truncation")),
            Padding = root.Optional("padding") is null ? null : PaddingJson.Read(root.Object("padding")),
            AddedTokens = root.Optional("added_tokens") is null ? [] : [.. root.Objects("added_tokens").Select(AddedTokenJson.Read)],
            Normalizer = root.Optional("normalizer") is null ? null : NormalizerJson.Read(root.Object("normalizer")),
            PreTokenizer = root.Optional("pre_tokenizer") is null ? null : PreTokenizerJson.Read(root.Object("pre_tokenizer")),
            PostProcessor = root.Optional("post_processor") is null ? null : PostProcessorJson.Read(root.Object("post_processor")),
            Decoder = root.Optional("decoder") is null ? null : DecoderJson.Read(root.Object("decoder")),
            Model = ModelJson.Read(root.Object("model")),
        };
        root.End();
        return pipeline;
    }
}
