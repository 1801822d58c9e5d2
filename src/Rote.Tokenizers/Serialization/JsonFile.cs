using System.Text.Json;
using System.Text.Unicode;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads JSON files that nobody vouches for.</summary>
internal static class JsonFile
{
    private const int MaxDepth = 32;

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="file">The file; it exists.</param>
    /// <param name="kind">What such a file is called in messages.</param>
    /// <param name="maxLength">The largest one that is read, in bytes.</param>
    public static byte[] ReadAll(string file, string kind, long maxLength)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length > maxLength)
            throw new TokenizerFormatException($"'{file}': it has {stream.Length:N0} bytes; a {kind} may have {maxLength:N0} at most.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Makes something of a file's bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="kind">What such a file is called in messages.</param>
    /// <param name="read">Reads the object that the file holds.</param>
    public static T Parse<T>(ReadOnlyMemory<byte> bytes, string file, string kind, Func<JsonPart, T> read)
    {
        if (!Utf8.IsValid(bytes.Span))
            throw Fail($"it is not UTF-8; a {kind} must be.");
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException wrong)
        {
            throw new TokenizerFormatException($"'{file}': it is not the JSON of a {kind}: {wrong.Message}", wrong);
        }
        using (json)
            return read(new JsonPart(json.RootElement, "", Fail));

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }
}
