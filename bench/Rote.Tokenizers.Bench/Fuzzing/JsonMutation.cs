using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Damages JSON that stays JSON: parts go, come twice, come from another file, or are replaced by what nobody expects there.</summary>
internal sealed class JsonMutation(Random random)
{
    private static readonly string[] Parts = ["normalizer", "pre_tokenizer", "post_processor", "decoder"];

    private static readonly string[] Texts =
    [
        "", " ", "a", "\0", "\uFFFF", "😀", "e\u0301", "▁", "##", "</w>", "Regex", "Sequence", "ByteLevel", "[UNK]", "Precompiled", "Right", "first", "0", "AAAA",
        "\t\n", "<0x41>", "1e400", "#version: 0.2", "a b", "İ", "\u0301", new('x', 5000),
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "0.5", "1e400", "-1e308", "2147483647", "2147483648", "-2147483648", "65536", "9223372036854775807", "99999999999999999999", "1E-400", "-0"];

    /// <summary>A damaged copy.</summary>
    /// <param name="bytes">The JSON.</param>
    /// <param name="other">JSON that is spliced in.</param>
    public byte[] Apply(byte[] bytes, byte[] other)
    {
        var root = JsonNode.Parse(bytes)!;
        var donor = JsonNode.Parse(other)!;
        for (int left = random.Next(1, 4); left > 0; left--)
            Damage(root, donor);
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>A copy with other parts in its pipeline.</summary>
    public byte[] Rebuild(byte[] bytes)
    {
        var root = JsonNode.Parse(bytes)!;
        if (random.Next(3) == 0)
        {
            var model = new ModelMaker(random).Make();
            int size = model["vocab"] is JsonArray pieces ? pieces.Count : model["vocab"]!.AsObject().Count;
            root["model"] = model;
            root["post_processor"] = null;
            var tokens = root["added_tokens"]!.AsArray();
            while (tokens.Count > random.Next(4))
                tokens.RemoveAt(0);
            for (int index = 0; index < tokens.Count; index++)
                tokens[index]!["id"] = size + index;
        }
        var maker = MakerOf(root);
        foreach (string name in Parts.Where(_ => random.Next(2) == 0))
            root[name] = maker.Make(name);
        foreach (var token in root["added_tokens"]!.AsArray().Where(_ => random.Next(3) == 0))
            token!.AsObject()[Of(["single_word", "lstrip", "rstrip", "normalized", "special"])] = random.Next(2) == 0;
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    // Post-processors add the tokens that there are.
    private ComponentMaker MakerOf(JsonNode root)
    {
        (string, int)[] tokens = root["added_tokens"] is JsonArray { Count: > 0 } added && added.All(token => token is JsonObject entry && entry["content"] is JsonValue && entry["id"] is JsonValue)
            ? [.. added.Select(token => (token!["content"]!.ToString(), int.TryParse(token["id"]!.ToString(), out int id) ? id : 0))]
            : [("<s>", 0)];
        return new ComponentMaker(random, tokens);
    }

    private void Damage(JsonNode root, JsonNode donor)
    {
        var (parent, key) = Place(root);
        if (parent is JsonObject members)
        {
            string name = (string)key;
            switch (random.Next(5))
            {
                case 0:
                    members.Remove(name);
                    break;
                case 1:
                    members[$"{name}{Of(Texts)}"] = Anything(donor);
                    break;
                default:
                    members[name] = Parts.Contains(name) && random.Next(3) != 0 ? MakerOf(root).Make(name) : Anything(donor);
                    break;
            }
        }
        else if (parent is JsonArray elements)
        {
            int index = (int)key;
            switch (random.Next(5))
            {
                case 0:
                    elements.RemoveAt(index);
                    break;
                case 1:
                    elements.Insert(index, Anything(donor));
                    break;
                case 2:
                    elements.Insert(random.Next(elements.Count + 1), elements[index]?.DeepClone());
                    break;
                default:
                    elements[index] = Anything(donor);
                    break;
            }
        }
    }

    // A place on a random way down; parts of the pipeline are met more often than tokens.
    private (JsonNode Parent, object Key) Place(JsonNode root)
    {
        var node = root;
        while (true)
        {
            object key;
            JsonNode? child;
            if (node is JsonObject { Count: > 0 } members)
                (key, child) = members.ElementAt(random.Next(Math.Min(members.Count, 40))) is var (name, value) ? ((object)name, value) : default;
            else if (node is JsonArray { Count: > 0 } elements)
                (key, child) = random.Next(elements.Count) is var index ? ((object)index, elements[index]) : default;
            else
                return (root, "model");
            if (child is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || random.Next(4) == 0)
                return (node, key);
            node = child;
        }
    }

    private JsonNode? Anything(JsonNode donor)
    {
        switch (random.Next(12))
        {
            case 0:
                return null;
            case 1:
                return random.Next(2) == 0;
            case < 5:
                return JsonNode.Parse(Of(Numbers));
            case < 7:
                return Of(Texts);
            case 7:
                return Deep(random.Next(1, 60));
            case 8:
                return new JsonArray([.. Enumerable.Range(0, random.Next(300)).Select(_ => (JsonNode)new JsonArray(Of(Texts), Of(Texts)))]);
            default:
                var (parent, key) = Place(donor);
                return (parent is JsonObject members ? members[(string)key] : ((JsonArray)parent)[(int)key])?.DeepClone();
        }
    }

    private JsonNode Deep(int depth)
    {
        JsonNode node = Of(Texts);
        for (; depth > 0; depth--)
            node = random.Next(2) == 0 ? new JsonArray(node) : new JsonObject { ["normalizers"] = new JsonArray(node), ["type"] = "Sequence" };
        return node;
    }

    private string Of(string[] options) => options[random.Next(options.Length)];
}
