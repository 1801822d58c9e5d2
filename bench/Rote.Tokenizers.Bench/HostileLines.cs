using System.Text.Json.Nodes;
using Rote.Testing;

namespace Rote.Tokenizers.Bench;

/// <summary>Texts that are hostile to a tokenizer, for another library to encode: half surrogate pairs are not among them.</summary>
internal static class HostileLines
{
    private const int MostParts = 14;

    public static void Write(string path, int count, int seed, string output)
    {
        var random = new Random(seed);
        var texts = new HostileText(random, [.. Tokenizer.Load(path).Pipeline.AddedTokens.Select(token => token.Content)], holdsHalves: false);
        using var writer = new StreamWriter(output);
        for (; count > 0; count--)
            writer.WriteLine(JsonValue.Create(texts.Next(random.Next(MostParts)))!.ToJsonString());
    }
}
