using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Makes small models of few letters and any options, some of which contradict each other.</summary>
internal sealed class ModelMaker(Random random)
{
    private const string Unknown = "<unk>";

    private static readonly string[] Letters = ["a", "b", "t", "h", "e", " ", "▁", "é", "😀", "\u0301", "Ġ", "Ã", "©", "'", ".", "#", "n"];

    /// <summary>Makes one.</summary>
    public JsonObject Make() => random.Next(4) switch
    {
        0 => BytePair(),
        1 => new JsonObject { ["type"] = "WordPiece", ["unk_token"] = Unknown, ["continuing_subword_prefix"] = Affix(), ["max_input_chars_per_word"] = random.Next(1, 200), ["vocab"] = Table(Tokens()) },
        2 => Unigram(),
        _ => new JsonObject { ["type"] = "WordLevel", ["vocab"] = Table(Tokens()), ["unk_token"] = Unknown },
    };

    private JsonObject BytePair()
    {
        string prefix = Affix(), suffix = Affix();
        var tokens = Tokens();
        tokens.UnionWith(Letters.Where(_ => random.Next(3) != 0).ToArray());
        tokens.UnionWith(Letters.Select(letter => prefix + letter).ToArray());
        tokens.UnionWith(Letters.Select(letter => letter + suffix).ToArray());
        var merges = new JsonArray();
        for (int left = random.Next(60); left > 0; left--)
        {
            string first = Of([.. tokens]), second = Of([.. tokens]);
            if (!second.StartsWith(prefix, StringComparison.Ordinal) && random.Next(200) != 0)
                continue;
            merges.Add((JsonNode)new JsonArray(first, second));
            if (random.Next(200) != 0)
                tokens.Add(first + (second.Length >= prefix.Length ? second[prefix.Length..] : second));
        }
        return new JsonObject
        {
            ["type"] = "BPE",
            ["dropout"] = random.Next(6) == 0 ? random.NextDouble() : null,
            ["unk_token"] = random.Next(3) == 0 ? null : Unknown,
            ["continuing_subword_prefix"] = prefix.Length == 0 ? null : prefix,
            ["end_of_word_suffix"] = suffix.Length == 0 ? null : suffix,
            ["fuse_unk"] = random.Next(2) == 0,
            ["byte_fallback"] = random.Next(2) == 0,
            ["ignore_merges"] = random.Next(4) == 0,
            ["vocab"] = Table(tokens),
            ["merges"] = merges,
        };
    }

    private JsonObject Unigram()
    {
        var pieces = Tokens();
        double score() => random.Next(10) switch { 0 => 0, 1 => random.NextDouble() * 100, 2 => -1e300, 3 => 1e300, _ => -random.Next(20) };
        return new JsonObject
        {
            ["type"] = "Unigram",
            ["unk_id"] = random.Next(5) == 0 ? null : random.Next(pieces.Count),
            ["vocab"] = new JsonArray([.. pieces.Select(piece => (JsonNode)new JsonArray(piece, score()))]),
            ["byte_fallback"] = random.Next(2) == 0,
        };
    }

    private HashSet<string> Tokens()
    {
        HashSet<string> tokens = [Unknown];
        for (int left = random.Next(1, 80); left > 0; left--)
            tokens.Add(string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Of(Letters))));
        if (random.Next(3) == 0)
            tokens.UnionWith(Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>").Where(_ => random.Next(50) != 0).ToArray());
        if (random.Next(3) == 0)
            tokens.UnionWith(Enumerable.Range(0x21, 0x120).Select(character => ((char)character).ToString()).ToArray());
        if (random.Next(8) == 0)
            tokens.Add("");
        return tokens;
    }

    private static JsonObject Table(IEnumerable<string> tokens) => new(tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id)));

    private string Affix() => Of(["", "", "", "##", "</w>", "a", "😀", "é"]);

    private string Of(string[] options) => options[random.Next(options.Length)];
}
