using System.IO.Compression;
using System.Text.Json;

namespace Rote.Tokenizers;

/// <summary>Reads files of records: JSON, plain or gzip, which is told by the first bytes.</summary>
internal static class ReferenceFile
{
    private const int MaxLength = 512 << 20; // unpacked
    private const int MaxDepth = 32;

    /// <summary>The documents of a file: one, or one a line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isLines">True for one a line; empty lines are left out.</param>
    /// <exception cref="TokenizerFormatException">It is too large, damaged or not JSON.</exception>
    public static IEnumerable<JsonElement> Read(string path, bool isLines)
    {
        byte[] bytes = ReadAll(path);
        if (!isLines)
        {
            yield return Parse(bytes, path, 1);
            yield break;
        }
        int line = 0;
        for (int start = 0; start < bytes.Length;)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - start : length;
            line++;
            var content = bytes.AsMemory(start, length);
            start += length + 1;
            if (content.Span.ContainsAnyExcept(" \r\t"u8))
                yield return Parse(content, path, line);
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> bytes, string path, int line)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new TokenizerFormatException($"'{path}': line {line + wrong.LineNumber} is not JSON: {wrong.Message}", wrong);
        }
    }

    private static byte[] ReadAll(string path)
    {
        using var file = File.OpenRead(path);
        bool isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream content = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > MaxLength)
                    throw new TokenizerFormatException($"'{path}': it has over {MaxLength:N0} bytes{(isPacked ? " unpacked" : "")}; a file of records may have so many at most. Split it.");
            }
        }
        catch (InvalidDataException wrong)
        {
            throw new TokenizerFormatException($"'{path}' is a gzip file that is damaged or was cut off. Fetch it again.", wrong);
        }
        return whole.ToArray();
    }
}
