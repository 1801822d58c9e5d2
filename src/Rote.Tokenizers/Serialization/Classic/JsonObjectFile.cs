using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads a file that holds a JSON object.</summary>
internal static class JsonObjectFile
{
    private const int MaxDepth = 32;

    /// <summary>The object.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that are read.</param>
    public static JsonPart Read(string file, long most)
    {
        try
        {
            using var json = JsonDocument.Parse(BoundedFile.ReadAll(file, $"a {Path.GetFileName(file)}", most), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return new JsonPart(json.RootElement.Clone(), "", wrong => new TokenizerFormatException($"'{file}': {wrong}"));
        }
        catch (JsonException wrong)
        {
            throw new TokenizerFormatException($"'{file}': it is not JSON: {wrong.Message}", wrong);
        }
    }
}
