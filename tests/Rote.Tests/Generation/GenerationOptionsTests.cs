using System.Text.Json;
using Rote.Generation;
using Rote.Testing;

namespace Rote.Tests.Generation;

/// <summary>Options from config.json and generation_config.json, and what is wrong with options.</summary>
public class GenerationOptionsTests
{
    [Fact]
    public void Defaults_are_greedy()
    {
        var options = new GenerationOptions { MaxNewTokens = 7 };
        Assert.Empty(options.Violations());
        Assert.Equal((1, 1.0, BeamStopping.Heuristic, 1), (options.Beams, options.LengthPenalty, options.Stopping, options.ReturnSequences));
        Assert.Equal((0, 0), (options.PaddingId, options.DecoderStartId));
        Assert.Empty(options.EndIds);
        Assert.Empty(options.BadWords);
        Assert.Null(options.ForcedEndId);
        Assert.Null(options.MaxLength);
    }

    [Fact]
    public void Every_violation_has_its_text()
    {
        var options = new GenerationOptions
        {
            MaxNewTokens = -3,
            MaxLength = 0,
            Beams = 2000,
            ReturnSequences = 0,
            LengthPenalty = double.PositiveInfinity,
            Stopping = (BeamStopping)9,
            EndIds = [-1],
            ForcedEndId = -2,
            BadWords = [[3, -4], []],
        };
        Assert.Equal(
            [
                "MaxNewTokens must be positive; got -3.",
                "MaxLength must be positive; got 0.",
                "Beams must be in [1, 1024]; got 2000.",
                "ReturnSequences must be in [1, Beams] = [1, 2000]; got 0.",
                "LengthPenalty must be finite; got Infinity.",
                "Stopping must be one of Heuristic, Early, Never; got 9.",
                "EndIds must not be negative; got -1.",
                "ForcedEndId must not be negative; got -2.",
                "BadWords must not hold an empty word: it would forbid everything.",
                "BadWords must not be negative; got -4.",
            ],
            options.Violations());
    }

    [Fact]
    public void Every_field_is_read()
    {
        var options = Read("""{"is_encoder_decoder": true}""", """
            {"max_new_tokens": 33, "max_length": 9, "num_beams": 5, "length_penalty": 2, "early_stopping": "never", "num_return_sequences": 2, "eos_token_id": [4, 6],
             "pad_token_id": 3, "decoder_start_token_id": 8, "bos_token_id": 1, "forced_eos_token_id": [4], "bad_words_ids": [[1, 2], [7]], "do_sample": false}
            """);
        Assert.Equal(33, options.MaxNewTokens);
        Assert.Null(options.MaxLength);
        Assert.Equal((5, 2.0, BeamStopping.Never, 2), (options.Beams, options.LengthPenalty, options.Stopping, options.ReturnSequences));
        Assert.Equal([4, 6], options.EndIds);
        Assert.Equal((3, 8, 4), (options.PaddingId, options.DecoderStartId, options.ForcedEndId));
        Assert.Equal([[1, 2], [7]], options.BadWords);
    }

    [Fact]
    public void Missing_fields_fall_back()
    {
        var options = Read("""{"bos_token_id": 5, "eos_token_id": 9, "pad_token_id": null, "early_stopping": true}""", null);
        Assert.Equal((20, 9, 5), (options.MaxNewTokens, options.PaddingId, options.DecoderStartId));
        Assert.Equal([9], options.EndIds);
        Assert.Equal(BeamStopping.Early, options.Stopping);
        options = Read("{}", null);
        Assert.Equal((20, 0, 0), (options.MaxNewTokens, options.PaddingId, options.DecoderStartId));
        Assert.Empty(options.EndIds);
    }

    [Fact]
    public void Maximum_length_counts_what_stands_before_and_gives_way_to_new_tokens()
    {
        var options = Read("""{"max_length": 30, "early_stopping": false}""", null);
        Assert.Equal((29, 30), (options.MaxNewTokens, options.MaxLength));
        Assert.Equal(BeamStopping.Heuristic, options.Stopping);
        options = options with { MaxNewTokens = 100 };
        Assert.Equal((100, (int?)null), (options.MaxNewTokens, options.MaxLength));
    }

    [Fact]
    public void Generation_config_stands_for_all_of_the_config()
    {
        var options = Read("""{"eos_token_id": 9, "pad_token_id": 2, "num_beams": 6, "forced_eos_token_id": 9}""", """{"eos_token_id": 4}""");
        Assert.Equal([4], options.EndIds);
        Assert.Equal((4, 1, (int?)null), (options.PaddingId, options.Beams, options.ForcedEndId));
    }

    [Fact]
    public void Directory_of_a_translator_is_read()
    {
        string folder = GoldenFolder.Model("marian");
        var options = Read(File.ReadAllText(Path.Combine(folder, "config.json")), File.ReadAllText(Path.Combine(folder, "generation_config.json")));
        Assert.Equal((100, 100, 55), (options.PaddingId, options.DecoderStartId, options.ForcedEndId)); // config.json forces 0
        Assert.Equal([[100]], options.BadWords);
        options = Read(File.ReadAllText(Path.Combine(folder, "config.json")), null);
        Assert.Equal((0, 55), (options.ForcedEndId, options.EndIds.Single()));
    }

    [Theory]
    [InlineData("""{"num_beams": "four"}""", "generation_config.json: 'num_beams' must be a whole number; got \"four\".")]
    [InlineData("""{"max_new_tokens": 1.5}""", "generation_config.json: 'max_new_tokens' must be a whole number; got 1.5.")]
    [InlineData("""{"length_penalty": true}""", "generation_config.json: 'length_penalty' must be a number; got true.")]
    [InlineData("""{"early_stopping": "always"}""", "generation_config.json: 'early_stopping' must be true, false or \"never\"; got \"always\".")]
    [InlineData("""{"eos_token_id": [1, "2"]}""", "generation_config.json: 'eos_token_id' must be a token id or a list of token ids; got \"2\".")]
    [InlineData("""{"pad_token_id": 3000000000}""", "generation_config.json: 'pad_token_id' must be a token id; got 3000000000.")]
    [InlineData("""{"forced_eos_token_id": [1, 2]}""", "generation_config.json: 'forced_eos_token_id' must be a token id; got [1, 2].")]
    [InlineData("""{"bad_words_ids": 7}""", "generation_config.json: 'bad_words_ids' must be a list of lists of token ids; got 7.")]
    [InlineData("""{"bad_words_ids": [7]}""", "generation_config.json: 'bad_words_ids' must be a list of lists of token ids; got 7.")]
    [InlineData("[]", "generation_config.json must be an object; got [].")]
    public void Field_of_another_type_is_named(string generationConfig, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Read("{}", generationConfig)).Message);

    [Theory]
    [InlineData("repetition_penalty", "1.2", "1.0")]
    [InlineData("no_repeat_ngram_size", "3", "0")]
    [InlineData("min_length", "5", "0")]
    [InlineData("forced_bos_token_id", "0", "null")]
    [InlineData("suppress_tokens", "[4]", "[]")]
    [InlineData("num_beam_groups", "2", "1")]
    [InlineData("sequence_bias", "{\"[4]\": 1.0}", "{}")]
    public void Field_that_changes_tokens_and_is_not_honoured_is_refused_unless_it_changes_nothing(string field, string asking, string neutral)
    {
        foreach (string? own in new[] { null, "{}" })
        {
            string file = own is null ? "config.json" : "generation_config.json";
            GenerationOptions With(string value) => own is null ? Read($$"""{"{{field}}": {{value}}}""", null) : Read("{}", $$"""{"{{field}}": {{value}}}""");
            Assert.Equal($"{file}: '{field}' is {asking}, which is not supported. Supported: leaving it out.", Assert.Throws<ArgumentException>(() => With(asking)).Message);
            Assert.Equal(20, With(neutral).MaxNewTokens);
        }
    }

    [Fact]
    public void Wrong_config_is_named()
    {
        Assert.Equal("config.json: 'is_encoder_decoder' must be true or false; got 1.", Assert.Throws<ArgumentException>(() => Read("""{"is_encoder_decoder": 1}""", null)).Message);
        string many = string.Join(",", Enumerable.Repeat("12", 50));
        var wrong = Assert.Throws<ArgumentException>(() => Read($$"""{"pad_token_id": [{{many}}]}""", null));
        Assert.Equal($"config.json: 'pad_token_id' must be a token id; got [{many[..59]}….", wrong.Message);
    }

    [Fact]
    public void Encoder_decoder_needs_a_start_token()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Read("""{"is_encoder_decoder": true, "bos_token_id": 1}""", "{}"));
        Assert.Equal(
            "generation_config.json: 'decoder_start_token_id' is missing, and so is 'bos_token_id': an encoder–decoder needs one of them. (Parameter 'config')", wrong.Message);
    }

    private static GenerationOptions Read(string config, string? generationConfig) =>
        GenerationOptions.FromConfig(JsonSerializer.Deserialize<JsonElement>(config), generationConfig is null ? null : JsonSerializer.Deserialize<JsonElement>(generationConfig));
}
