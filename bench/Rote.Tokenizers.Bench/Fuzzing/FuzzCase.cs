using Rote.Testing;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>One case: a damaged file is loaded and used, or a good one is used hard.</summary>
internal sealed class FuzzCase(FuzzSeeds seeds, Random random)
{
    private static readonly string[] Classic = ["vocab.txt", "vocab.json", "merges.txt", "tokenizer.model"];

    /// <summary>Runs it.</summary>
    /// <returns>What came of it, where that is as it should be.</returns>
    public string Run()
    {
        int kind = random.Next(seeds.Kinds.Count);
        return random.Next(3) == 0 ? $"text: {Use(seeds.Tokenizer(kind), longTexts: true)}" : Load(seeds.Kinds[kind].Files);
    }

    private string Load(Dictionary<string, byte[]> files)
    {
        string[] classic = [.. Classic.Where(files.ContainsKey)];
        bool isClassic = classic is not ([] or ["vocab.json"]) && random.Next(2) == 0;
        string[] used = isClassic ? [.. classic, "tokenizer_config.json"] : ["tokenizer.json", "tokenizer_config.json"];
        string victim = used[random.Next(8) == 0 ? used.Length - 1 : random.Next(used.Length - 1)];
        string folder = Path.Combine(Path.GetTempPath(), $"rote-fuzz-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            foreach (string name in used)
            {
                byte[] bytes = files[name];
                File.WriteAllBytes(Path.Combine(folder, name), name == victim ? Damage(name, bytes) : bytes);
            }
            Tokenizer tokenizer;
            try
            {
                tokenizer = Tokenizer.Load(folder);
            }
            catch (TokenizerFormatException refused) when (refused.Message.Contains(folder, StringComparison.Ordinal))
            {
                return $"{victim}: refused";
            }
            return $"{victim}: {Use(tokenizer, longTexts: false)}";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private byte[] Damage(string name, byte[] bytes)
    {
        byte[] other = seeds.Kinds[random.Next(seeds.Kinds.Count)].Files.GetValueOrDefault(name) ?? bytes;
        bool isJson = name.EndsWith(".json", StringComparison.Ordinal);
        if (name == "tokenizer.json" && random.Next(2) == 0)
            return new JsonMutation(random).Rebuild(bytes);
        bytes = isJson && random.Next(4) != 0 ? new JsonMutation(random).Apply(bytes, other) : bytes;
        if (isJson && random.Next(4) != 0)
            return bytes;
        return new ByteMutation(random).Apply(bytes, other);
    }

    private string Use(Tokenizer tokenizer, bool longTexts)
    {
        var texts = new HostileText(random, [.. tokenizer.Pipeline.AddedTokens.Take(50).Select(token => token.Content)], holdsHalves: true);
        // A normalizer that changes nothing, of which it is not known that it keeps words apart.
        var nothing = new Normalizer.Prepend("");
        var whole = new Tokenizer(tokenizer.Pipeline with { Normalizer = tokenizer.Pipeline.Normalizer is { } own ? new Normalizer.Sequence([own, nothing]) : nothing });
        bool isRandom = tokenizer.Pipeline.Model is BpeModel { Options.Dropout: > 0 };
        try
        {
            for (int left = 3; left > 0; left--)
            {
                string text = texts.Next(random.Next(longTexts ? 60 : 12)), pair = texts.Next(random.Next(4));
                var encoding = tokenizer.Encode(text);
                UseChecks.Encoding(tokenizer, text, encoding);
                if (!isRandom)
                    UseChecks.Same(tokenizer, whole, text, encoding);
                _ = tokenizer.Encode(text, pair).Overflowing.Count;
                _ = tokenizer.EncodeWords(text.Split(' '));
                UseChecks.Decoding(tokenizer, text, encoding.Ids);
                // What a model may say has no order.
                UseChecks.Decoding(tokenizer, "<0x", [.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(-1, tokenizer.VocabularySize + 1))]);
            }
            return "used";
        }
        catch (InvalidOperationException documented) when (documented.GetType() == typeof(InvalidOperationException))
        {
            return "used until it cannot encode or decode a text";
        }
        catch (TokenizerFormatException)
        {
            return "used until the unknown token is missing";
        }
        catch (TimeoutException)
        {
            return "used until a regular expression takes too long";
        }
    }
}
