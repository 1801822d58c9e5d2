using System.Text;
using System.Text.Json;

namespace Rote.Checkpoints;

/// <summary>Reads JSON files from strangers: bounded in size and depth, every name once in its object, and every text readable.</summary>
internal static class JsonFile
{
    private const int MaxDepth = 32;

    /// <summary>Reads an object.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The largest file that is read.</param>
    /// <returns>The object.</returns>
    /// <exception cref="CheckpointException">The file is missing, too large, or not a JSON object.</exception>
    public static JsonElement Read(string path, long maxBytes)
    {
        try
        {
            byte[] bytes = ReadAll(path, maxBytes);
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            Touch(json.RootElement);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new CheckpointException($"'{path}' must be a JSON object; it is {json.RootElement.ValueKind}.");
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw new CheckpointException($"'{path}' is not JSON: {wrong.Message}", wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"'{path}' cannot be read: {wrong.Message}", wrong);
        }
    }

    // The length is the open file's own: a link's would be that of its target's name.
    private static byte[] ReadAll(string path, long maxBytes)
    {
        using var stream = File.OpenRead(path);
        if (!stream.CanSeek)
            throw new CheckpointException($"'{path}' must be a plain file; it is a device or a pipe.");
        if (stream.Length > maxBytes)
            throw new CheckpointException($"'{path}' is larger than {maxBytes} bytes: it is not a {Path.GetFileName(path)}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // Half a surrogate pair parses, and fails only where its text is asked for.
    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    _ = field.Name;
                    Touch(field.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                    Touch(entry);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
