using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Bench;

/// <summary>Text files, plain or gzip, one text a line; or JSON texts, where the name ends in .jsonl.</summary>
internal static class Corpus
{
    public static string[] Read(IEnumerable<string> files) => [.. files.SelectMany(ReadLines)];

    public static long BytesOf(IEnumerable<string> lines) => lines.Sum(line => (long)System.Text.Encoding.UTF8.GetByteCount(line));

    private static IEnumerable<string> ReadLines(string file)
    {
        using Stream stream = File.OpenRead(file);
        using var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(plain);
        // Lines end at line feeds alone, as for the peer: ReadLine also ends them at carriage returns.
        string[] lines = reader.ReadToEnd().Split('\n');
        lines = lines[^1].Length == 0 ? lines[..^1] : lines;
        return file.EndsWith(".jsonl", StringComparison.Ordinal) ? [.. lines.Select(line => JsonNode.Parse(line)!.GetValue<string>())] : lines;
    }
}
