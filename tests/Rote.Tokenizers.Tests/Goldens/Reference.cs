using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Rote.Testing;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Reads the reference files, whose offsets count code points.</summary>
internal static class Reference
{
    public static string Folder => GoldenFolder.Of("tokenizers");

    public static JsonElement Read(string path)
    {
        using var json = JsonDocument.Parse(Bytes(path));
        return json.RootElement.Clone();
    }

    public static List<JsonElement> ReadLines(string path)
    {
        var rows = new List<JsonElement>();
        foreach (string line in System.Text.Encoding.UTF8.GetString(Bytes(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            rows.Add(json.RootElement.Clone());
        }
        return rows;
    }

    /// <summary>The number of code points before each UTF-16 unit, and in all.</summary>
    public static int[] CodePoints(string text)
    {
        int[] before = new int[text.Length + 1];
        for (int at = 0; at < text.Length; at++)
            before[at + 1] = before[at] + (char.IsLowSurrogate(text[at]) ? 0 : 1);
        return before;
    }

    /// <summary>Ranges in UTF-16 units as ranges in code points.</summary>
    public static string Ranges(string text, IEnumerable<(int Start, int Length)> ranges)
    {
        int[] before = CodePoints(text);
        return string.Join(' ', ranges.Select(range => $"{before[range.Start]}-{before[range.Start + range.Length]}"));
    }

    /// <summary>A file's ranges.</summary>
    public static string Ranges(JsonElement ranges) => string.Join(' ', ranges.EnumerateArray().Select(range => $"{range[0].GetInt32()}-{range[1].GetInt32()}"));

    public static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt32())];

    public static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The code points that a list of hexadecimal spans names.</summary>
    public static HashSet<int> Members(JsonElement spans) => [.. spans.EnumerateArray().Select(span => span.GetString()!.Split('-'))
        .SelectMany(span => Enumerable.Range(Convert.ToInt32(span[0], 16), Convert.ToInt32(span[^1], 16) - Convert.ToInt32(span[0], 16) + 1))];

    /// <summary>Every character there is.</summary>
    public static IEnumerable<Rune> Characters => Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(code => new Rune(code));

    private static byte[] Bytes(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return bytes;
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }
}
