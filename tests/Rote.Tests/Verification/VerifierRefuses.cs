using System.Text.Json.Nodes;
using CsCheck;
using Rote.Checkpoints;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Verification;

/// <summary>Hostile and damaged cases end in one clear exception.</summary>
[Trait("Category", "Golden")]
public class VerifierRefuses
{
    [Fact]
    public void Missing_directory()
    {
        var refused = Assert.Throws<CheckpointException>(() => ModelVerifier.Verify("/nowhere", TestContext.Current.CancellationToken));
        Assert.Equal("The directory '/nowhere' does not exist.", refused.Message);
    }

    [Theory]
    [InlineData("case.json", "'{0}' has no case.json: it is a reference case only with case.json and expected.safetensors.")]
    [InlineData("expected.safetensors", "'{0}' has no expected.safetensors: it is a reference case only with case.json and expected.safetensors.")]
    [InlineData("config.json", "'{0}' has no config.json: it is not a model directory.")]
    [InlineData("model.safetensors", "'{0}' has no weights: expected model.safetensors or model.safetensors.index.json.")]
    public void Missing_file(string file, string message)
    {
        using var altered = new AlteredCase("bert-base");
        File.Delete(altered[file]);
        Assert.Equal(string.Format(message, altered.Folder), Refused(altered));
    }

    [Theory]
    [InlineData("expected.safetensors")]
    [InlineData("model.safetensors")]
    [InlineData("case.json")]
    [InlineData("config.json")]
    public void Truncated_file(string file)
    {
        using var altered = new AlteredCase("bert-base");
        File.WriteAllBytes(altered[file], File.ReadAllBytes(altered[file])[..^9]);
        Assert.StartsWith($"'{altered[file]}' ", Refused(altered));
    }

    [Fact]
    public void Unknown_family_and_architecture()
    {
        using var altered = new AlteredCase("bert-base");
        Assert.Contains("'architectures' is 'BertForTarot', which is not supported.", Refused(altered.Json("config.json", json => json["architectures"] = new JsonArray("BertForTarot"))));
        Assert.Contains("'model_type' is 'tarot', which is not supported.", Refused(altered.Json("config.json", json => json["model_type"] = "tarot")));
    }

    public static TheoryData<string, string, string> Inputs() => new()
    {
        { "input_ids", "far", "must be in [0, 70]; it reaches from 0 to 9223372036854775807; its shape is [3, 11]." },
        { "input_ids", "negative", "must be in [0, 70]; it reaches from -1 to 69; its shape is [3, 11]." },
        { "input_ids", "float", "must be of type int64; it is Float32; its shape is [3, 11]." },
        { "input_ids", "empty", "must have shape [B, T] and not be empty; its shape is [0, 11]." },
        { "input_ids", "flat", "must have shape [B, T] and not be empty; its shape is [33]." },
        { "attention_mask", "far", "must be in [0, 1]; it reaches from 0 to 9223372036854775807; its shape is [3, 11]." },
        { "attention_mask", "flat", "must have shape [3, 11]; its shape is [33]." },
        { "token_type_ids", "far", "must be in [0, 1]; it reaches from 0 to 9223372036854775807; its shape is [3, 11]." },
        { "token_type_ids", "float", "must be of type int64; it is Float32; its shape is [3, 11]." },
        { "labels", "far", "must be in [-100, 4]; it reaches from -100 to 9223372036854775807; its shape is [3, 11]." },
        { "labels", "negative", "must be classes, or -100; its shape is [3, 11]." },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Unusable_input(string name, string damage, string message)
    {
        using var altered = new AlteredCase("bert-token-classification");
        altered.Tensor(name, tensor => damage switch
        {
            "far" => First(tensor, long.MaxValue),
            "negative" => First(tensor, -1),
            "float" => tensor.to(ScalarType.Float32),
            "empty" => tensor[..0],
            _ => tensor.reshape(-1),
        });
        Assert.Equal($"'{altered.Folder}': the input '{name}' of the reference case {message}", Refused(altered));
    }

    [Fact]
    public void Input_longer_than_the_positions()
    {
        using var altered = new AlteredCase("bert-base");
        altered.Tensor("input_ids", ids => ids.repeat(1, 2)).Tensor("attention_mask", mask => mask.repeat(1, 2)).Tensor("token_type_ids", types => types.repeat(1, 2));
        Assert.Equal(
            $"'{altered.Folder}': the inputs of the reference case cannot be run: The input must have at most 19 tokens, the reach of the position scheme; got 22. Shorten it.",
            Refused(altered));
    }

    [Fact]
    public void Input_whose_maps_would_fill_memory()
    {
        using var altered = new AlteredCase("llama");
        altered.Tensor("input_ids", _ => zeros(1, 40_000, dtype: ScalarType.Int64));
        Assert.Equal($"'{altered.Folder}': the input 'input_ids' of the reference case asks for more than 4294967296 bytes of maps and scores; its shape is [1, 40000].", Refused(altered));
    }

    [Theory]
    [InlineData("1e9", "1e9")]
    [InlineData("{\"absolute\":0}", "0")]
    [InlineData("\"loose\"", "\"loose\"")]
    [InlineData("1e999", "1e999")]
    public void Tolerance_out_of_range(string tolerance, string got)
    {
        using var altered = new AlteredCase("bert-base");
        File.WriteAllText(altered["case.json"], $"{{\"tolerance\": {tolerance}}}");
        Assert.Equal($"'{altered["case.json"]}': 'tolerance' must be a number, or an object with 'absolute', in (0, 0.01]; got {got}.", Refused(altered));
    }

    [Theory]
    [InlineData("[]", "must be a JSON object; it is Array.")]
    [InlineData("{\"generation\": 7}", ": 'generation' must be an array of objects; got 7.")]
    [InlineData("{\"processors\": [1]}", ": 'processors' must be an array of objects; got [1].")]
    public void Description_of_another_form(string json, string message)
    {
        using var altered = new AlteredCase("bert-base");
        File.WriteAllText(altered["case.json"], json);
        Assert.EndsWith(message, Refused(altered));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[7]")]
    [InlineData("[[0.5]]")]
    [InlineData("[[1e99]]")]
    public void Sequences_of_another_form(string sequences)
    {
        using var altered = new AlteredCase("gpt2");
        altered.Json("case.json", json => json["generation"]![0]!["sequences"] = JsonNode.Parse(sequences));
        Assert.Equal("case.json: 'generation.greedy-left' must have 'sequences', rows of token ids.", Refused(altered));
    }

    [Theory]
    [InlineData("max_new_tokens", "2000000000", "'max_new_tokens' must be in [1, 4096]")]
    [InlineData("max_new_tokens", "\"many\"", "'max_new_tokens' must be in [1, 4096]")]
    [InlineData("do_sample", "true", "sampling draws other tokens each time")]
    [InlineData("guidance_scale", "2", "'guidance_scale' is not honoured yet")]
    public void Run_that_cannot_be_repeated_is_listed(string argument, string value, string reason)
    {
        using var altered = new AlteredCase("gpt2");
        var report = altered.Json("case.json", json => json["generation"]![0]!["arguments"]![argument] = JsonNode.Parse(value)).Verify();
        Assert.Equal(new CheckOutcome.NotChecked(reason), report.Checks.Single(check => check.Name == "generation.greedy-left").Outcome);
    }

    [Fact]
    public void Damaged_bytes_never_crash()
    {
        using var altered = new AlteredCase("bert-base");
        string[] files = ["expected.safetensors", "case.json", "config.json", "model.safetensors"];
        byte[][] whole = [.. files.Select(file => File.ReadAllBytes(altered[file]))];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 4000], Gen.Byte).Sample((file, at, value) =>
        {
            byte[] damaged = [.. whole[file]];
            damaged[at % damaged.Length] = value;
            File.WriteAllBytes(altered[files[file]], damaged);
            try
            {
                _ = ModelVerifier.Verify(altered.Folder);
            }
            catch (CheckpointException)
            {
                // one clear exception is what is asked for
            }
            File.WriteAllBytes(altered[files[file]], whole[file]);
        }, iter: 150, threads: 1, seed: "0000KOIPe036");
    }

    private static string Refused(AlteredCase altered) => Assert.Throws<CheckpointException>(() => altered.Verify()).Message;

    private static Tensor First(Tensor values, long value)
    {
        values[0, 0] = value;
        return values;
    }
}
