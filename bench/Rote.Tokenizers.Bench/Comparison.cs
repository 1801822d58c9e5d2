using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Bench;

/// <summary>Compares every line with what <c>tokenizers/huggingface.js encode</c> wrote: ids and offsets, these in code points.</summary>
internal static class Comparison
{
    private const int Shown = 10;

    /// <summary>Returns the number of lines that differ.</summary>
    public static int Compare(string path, string expected, string[] lines)
    {
        var tokenizer = Tokenizer.Load(path).WithTruncation(null).WithPadding(null);
        int differing = 0, failed = 0, number = 0;
        foreach (string row in File.ReadLines(expected))
        {
            string line = lines[number++];
            using var json = JsonDocument.Parse(row);
            if (json.RootElement.TryGetProperty("error", out var error))
            {
                if (failed++ < Shown)
                    Console.WriteLine($"line {number}: {JsonValue.Create(line)!.ToJsonString()}{Environment.NewLine}  the peer fails: {error}");
                continue;
            }
            var encoding = tokenizer.Encode(line);
            var ids = json.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            var offsets = json.RootElement.GetProperty("offsets").EnumerateArray().Select(range => (range[0].GetInt32(), range[1].GetInt32()));
            if (ids.SequenceEqual(encoding.Ids) && offsets.SequenceEqual(encoding.OffsetsIn(OffsetUnit.CodePoints, line).Select(range => (range.Start, range.Start + range.Length))))
                continue;
            if (differing++ < Shown)
            {
                var got = encoding.OffsetsIn(OffsetUnit.CodePoints, line).Select(range => $"[{range.Start},{range.Start + range.Length}]");
                Console.WriteLine($$"""line {{number}}: {{JsonValue.Create(line)!.ToJsonString()}}{{Environment.NewLine}}  expected {{row}}{{Environment.NewLine}}  got      {"ids":[{{string.Join(',', encoding.Ids)}}],"offsets":[{{string.Join(',', got)}}]}""");
            }
        }
        Console.WriteLine($"{path}: {number:N0} lines compared of {lines.Length:N0}, {differing:N0} differ; in {failed:N0} the peer fails");
        return number == lines.Length ? differing : throw new InvalidDataException($"'{expected}' has {number} lines; the texts have {lines.Length}.");
    }
}
