using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads and writes tokenizer.json, format 1.0.</summary>
internal static class TokenizerFile
{
    private const string FileName = "tokenizer.json";
    private const string Version = "1.0";
    private const int MaxDepth = 32;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MaxLength = 256L << 20;

    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return Parse(ReadAll(file), file);
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
    public static Tokenizer Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (!Utf8.IsValid(bytes.Span))
            throw Fail("it is not UTF-8; a tokenizer.json must be.");
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException wrong)
        {
            throw new TokenizerFormatException($"'{file}': it is not the JSON of a tokenizer.json: {wrong.Message}", wrong);
        }
        using (json)
        {
            var pipeline = ReadPipeline(new JsonPart(json.RootElement, "", Fail));
            string[] violations = [.. pipeline.Violations()];
            return violations.Length == 0 ? new Tokenizer(pipeline) : throw Fail(string.Join(' ', violations));
        }

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }

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

    private static TokenizerPipeline ReadPipeline(JsonPart root)
    {
        if (root.Text("version") is var version && version != Version)
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

    private static byte[] ReadAll(string file)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"'{file}' does not exist. Give a tokenizer.json, or a folder that holds one.", file);
        using var stream = File.OpenRead(file);
        if (stream.Length > MaxLength)
            throw new TokenizerFormatException($"'{file}': it has {stream.Length:N0} bytes; a tokenizer.json may have {MaxLength:N0} at most.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
