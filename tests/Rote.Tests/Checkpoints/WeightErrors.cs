using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>Weights that do not fit are all reported; copies of tied weights are compared; hostile sizes are refused before memory is taken.</summary>
public sealed class WeightErrors : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing_unexpected_and_misshapen_tensors_are_listed_with_totals()
    {
        string message = Refused("gpt2", """{"n_layer": 3}""", tensors =>
        {
            tensors["transformer.wte.weight"] = zeros(43, 14);
            tensors["transformer.h.0.ln_1.bias"] = ones(15, dtype: ScalarType.Int64);
            foreach (string name in tensors.Keys.Where(name => name.StartsWith("transformer.h.2.", StringComparison.Ordinal)).ToArray())
                tensors.Remove(name);
            tensors["extra"] = zeros(1);
        });
        Assert.Equal(
            "The weights do not fit the model that config.json describes: 12 missing (transformer.h.2.ln_1.weight, transformer.h.2.ln_1.bias, " +
            "transformer.h.2.attn.c_attn.weight, transformer.h.2.attn.c_attn.bias, transformer.h.2.attn.c_proj.weight, transformer.h.2.attn.c_proj.bias, " +
            "transformer.h.2.ln_2.weight, transformer.h.2.ln_2.bias, transformer.h.2.mlp.c_fc.weight, transformer.h.2.mlp.c_fc.bias, …); 1 unexpected (extra); " +
            "2 other shapes or contents (transformer.wte.weight [43, 15] against [43, 14], transformer.h.0.ln_1.bias of type Int64, which is no floating-point type).",
            message);
    }

    [Theory]
    [InlineData("gpt2", "{}", "lm_head.weight", "transformer.wte.weight")]
    [InlineData("llama", """{"tie_word_embeddings": true}""", "lm_head.weight", "model.embed_tokens.weight")]
    [InlineData("bert", "{}", "cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight")]
    [InlineData("bert", "{}", "cls.predictions.decoder.bias", "cls.predictions.bias")]
    [InlineData("marian", "{}", "lm_head.weight", "model.shared.weight")]
    [InlineData("marian", "{}", "model.decoder.embed_tokens.weight", "model.shared.weight")]
    [InlineData("t5", "{}", "lm_head.weight", "shared.weight")]
    [InlineData("t5", "{}", "encoder.embed_tokens.weight", "shared.weight")]
    public void Copy_is_accepted_where_it_is_equal_and_refused_where_it_is_not(string family, string fields, string copy, string original)
    {
        using (var scope = NewDisposeScope())
        {
            Save(family, fields, tensors => tensors[copy] = tensors[original].clone());
            var (model, _) = HuggingFaceDirectory.Load(_folder.Path);
            model.Dispose();
        }
        Assert.Equal(
            $"The weights do not fit the model that config.json describes: 0 missing; 0 unexpected; 1 other shapes or contents ({copy} against {original}, " +
            "of which config.json makes it a copy; where they are not tied, set 'tie_word_embeddings' to false).",
            Refused(family, fields, tensors => tensors[copy] = tensors[original] + 1));
    }

    [Fact]
    public void Untied_bert_adds_the_bias_of_its_decoder()
    {
        using var scope = NewDisposeScope();
        Save("bert", """{"tie_word_embeddings": false}""", tensors =>
        {
            Assert.Contains("cls.predictions.decoder.bias", tensors.Keys);
            tensors["cls.predictions.bias"] = zeros(43);
        });
        var (both, _) = HuggingFaceDirectory.Load(_folder.Path);
        var kept = FamilyRoundTrips.Tensors(both)["head.bias"];
        Assert.True(kept.abs().max().item<float>() > 0);
        Save("bert", """{"tie_word_embeddings": false}""", tensors =>
        {
            tensors["cls.predictions.bias"] = tensors["cls.predictions.decoder.bias"];
            tensors.Remove("cls.predictions.decoder.bias");
        });
        var (older, _) = HuggingFaceDirectory.Load(_folder.Path);
        Assert.True(kept.equal(FamilyRoundTrips.Tensors(older)["head.bias"]).all().item<bool>());
        both.Dispose();
        older.Dispose();
    }

    [Fact]
    public void Untied_marian_reads_two_tables_or_the_one_of_older_checkpoints()
    {
        const string encoder = "model.encoder.embed_tokens.weight", decoder = "model.decoder.embed_tokens.weight", shared = "model.shared.weight";
        using var scope = NewDisposeScope();
        Save("marian", """{"tie_word_embeddings": false}""", tensors => tensors[shared] = zeros(43, 18)); // newer ones carry a third that nothing reads
        var (newer, _) = HuggingFaceDirectory.Load(_folder.Path);
        Assert.False(FamilyRoundTrips.Tensors(newer)["tokens.weight"].equal(FamilyRoundTrips.Tensors(newer)["decoder_tokens.weight"]).all().item<bool>());
        Save("marian", """{"tie_word_embeddings": false}""", tensors =>
        {
            tensors[shared] = tensors[decoder];
            tensors.Remove(encoder);
            tensors.Remove(decoder);
        });
        var (older, _) = HuggingFaceDirectory.Load(_folder.Path);
        Assert.True(FamilyRoundTrips.Tensors(older)["tokens.weight"].equal(FamilyRoundTrips.Tensors(newer)["decoder_tokens.weight"]).all().item<bool>());
        newer.Dispose();
        older.Dispose();
    }

    [Theory]
    [InlineData("gpt2", """{"n_layer": 2000000000}""", "config.json asks for 2000000000 layers, and the weights have 28 tensors. They do not belong together: fetch both again, from one place.")]
    [InlineData("gpt2", """{"vocab_size": 2000000000}""", "config.json asks for 30000005655 parameters or more, and the weights hold 6720. They do not belong together: fetch both again, from one place.")]
    [InlineData("gpt2", """{"n_positions": 2000000000}""", "config.json asks for 30000006045 parameters or more, and the weights hold 6720. They do not belong together: fetch both again, from one place.")]
    [InlineData("llama", """{"head_dim": 20000000}""", "config.json asks for 5760002826 parameters or more, and the weights hold 5418. They do not belong together: fetch both again, from one place.")]
    [InlineData(
        "llama", """{"head_dim": 2000000000}""",
        "config.json describes a model that cannot be built: Decoder.Block.SelfAttention.Heads × HeadWidth must be at most 2147483647; got 3 × 2000000000.")]
    [InlineData("bert", """{"architectures": ["BertForTokenClassification"], "num_labels": 2000000000}""", "config.json asks for 30000003870 parameters or more, and the weights hold 4521. They do not belong together: fetch both again, from one place.")]
    public void Config_that_asks_for_more_than_the_weights_hold_is_refused(string family, string fields, string message)
    {
        using var scope = NewDisposeScope();
        Save(family, "{}", _ => { });
        string path = Path.Combine(_folder.Path, "config.json");
        File.WriteAllText(path, SmallConfigs.With(family, fields).GetRawText());
        Assert.Equal(message, Assert.Throws<CheckpointException>(() => HuggingFaceDirectory.Load(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("{}", "it must be an object with 'weight_map' from names to files (The given key was not present in the dictionary)")]
    [InlineData("""{"weight_map": null}""", "its weight_map is null")]
    [InlineData("""{"weight_map": {"a": null}}""", "'a' has no file")]
    [InlineData("""{"weight_map": {"a": "../a"}}""", "'../a' is not a plain file name")]
    public void Unusable_index_is_refused(string json, string reason)
    {
        string index = Path.Combine(_folder.Path, "model.safetensors.index.json");
        File.WriteAllText(index, json);
        Assert.Equal($"'{index}' is not a usable index: {reason}. Fetch it again.", Assert.Throws<CheckpointException>(() => CheckpointWeights.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Shards_together_are_the_model()
    {
        using var scope = NewDisposeScope();
        Save("t5", "{}", _ => { });
        string single = Path.Combine(_folder.Path, "model.safetensors");
        var map = new JsonObject();
        foreach (var (shard, i) in GoldenTensors.Read(single).OrderBy(pair => pair.Key, StringComparer.Ordinal).Chunk(9).Select((shard, i) => (shard, i)))
        {
            string name = $"model-{i:D5}.safetensors";
            SafetensorsWriter.Write(Path.Combine(_folder.Path, name), shard);
            foreach (var (key, _) in shard)
                map[key] = name;
        }
        var (whole, _) = HuggingFaceDirectory.Load(_folder.Path);
        File.Delete(single);
        File.WriteAllText(Path.Combine(_folder.Path, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
        var (sharded, _) = HuggingFaceDirectory.Load(_folder.Path);
        Assert.True(FamilyRoundTrips.Output(whole).equal(FamilyRoundTrips.Output(sharded)).all().item<bool>());
        whole.Dispose();
        sharded.Dispose();
    }

    private string Refused(string family, string fields, Action<Dictionary<string, Tensor>> alter)
    {
        using var scope = NewDisposeScope();
        Save(family, fields, alter);
        return Assert.Throws<CheckpointException>(() => HuggingFaceDirectory.Load(_folder.Path)).Message;
    }

    private void Save(string family, string fields, Action<Dictionary<string, Tensor>> alter)
    {
        var config = SmallConfigs.With(family, fields);
        using var model = FamilyRoundTrips.Random(ModelFamily.Of(config).ToSpec(config));
        HuggingFaceDirectory.Save(_folder.Path, model, config);
        string path = Path.Combine(_folder.Path, "model.safetensors");
        var tensors = GoldenTensors.Read(path);
        alter(tensors);
        SafetensorsWriter.Write(path, tensors);
    }
}
