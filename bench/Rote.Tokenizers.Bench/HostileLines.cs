using System.Text.Json.Nodes;
using Rote.Testing;
using Rote.Tokenizers.Bench.Fuzzing;

namespace Rote.Tokenizers.Bench;

/// <summary>Texts that are hostile to a tokenizer, for another library to encode: half surrogate pairs are not among them.</summary>
internal static class HostileLines
{
    private const int MostParts = 14;

    /// <summary>Writes texts.</summary>
    public static void Write(string path, int count, int seed, string output)
    {
        var random = new Random(seed);
        var texts = new HostileText(random, [.. Tokenizer.Load(path).Pipeline.AddedTokens.Select(token => token.Content)], holdsHalves: false);
        using var writer = new StreamWriter(output);
        for (; count > 0; count--)
            writer.WriteLine(JsonValue.Create(texts.Next(random.Next(MostParts)))!.ToJsonString());
    }

    /// <summary>Writes tokenizers whose parts nobody would put together, each in a folder with texts beside it. Those that cannot be loaded are left out.</summary>
    public static void WritePipelines(string folder, int tokenizers, int count, int seed, string output)
    {
        var seeds = new FuzzSeeds(folder);
        for (int made = 0, number = 0; made < tokenizers; number++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + number));
            string place = Path.Combine(output, $"{made}"), file = Path.Combine(place, "tokenizer.json");
            Directory.CreateDirectory(place);
            File.WriteAllBytes(file, new JsonMutation(random).Rebuild(seeds.Kinds[random.Next(seeds.Kinds.Count)].Files["tokenizer.json"]));
            try
            {
                if (Tokenizer.Load(file).Pipeline.Model is BpeModel { Options.Dropout: > 0 })
                    continue;
                Write(file, count, number, Path.Combine(place, "texts.jsonl"));
                made++;
            }
            catch (TokenizerFormatException)
            {
            }
        }
    }
}
