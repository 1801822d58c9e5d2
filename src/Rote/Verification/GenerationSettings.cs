using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Generation;

namespace Rote.Verification;

/// <summary>How a recorded run of generation was made: generation_config.json (config.json where there is none), the run's own arguments over it.</summary>
internal sealed class GenerationSettings
{
    private const int MaxNewTokens = 4096;

    // What decoding honours, what only sampling reads, and what changes no token.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "max_new_tokens", "pad_token_id", "eos_token_id", "decoder_start_token_id", "forced_eos_token_id", "bad_words_ids", "do_sample", "num_beams",
        "temperature", "top_k", "top_p", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff", "length_penalty", "early_stopping", "num_return_sequences",
        "bos_token_id", "use_cache", "max_length", "transformers_version",
    };

    private readonly JsonElement _config;
    private readonly JsonObject _fields;
    private readonly IReadOnlyList<string> _set;

    public GenerationSettings(JsonElement config, JsonElement? generationConfig, JsonElement arguments)
    {
        _config = config;
        _fields = JsonObject.Create(generationConfig ?? config)!;
        var over = arguments.ValueKind == JsonValueKind.Object ? JsonObject.Create(arguments)! : [];
        foreach (var (name, value) in over)
            _fields[name] = value?.DeepClone();
        // config.json holds much beside generation; what is asked for stands in the other two.
        var asked = generationConfig is null ? over : _fields;
        _set = [.. asked.Where(field => field.Value is not null && field.Key is not ['_', ..] && !field.Key.StartsWith("output_", StringComparison.Ordinal)).Select(field => field.Key)];
    }

    /// <summary>The token that an encoder–decoder's decoder starts with; null where nothing says.</summary>
    public int? DecoderStartId => Number(_fields, "decoder_start_token_id") ?? Number(JsonObject.Create(_config)!, "decoder_start_token_id") ?? Number(_fields, "pad_token_id");

    /// <summary>Why the run cannot be repeated; null where it can.</summary>
    public string? Obstacle()
    {
        if (_fields["do_sample"] is JsonValue sampled && sampled.GetValueKind() == JsonValueKind.True)
            return "sampling draws other tokens each time";
        if (_set.FirstOrDefault(name => !Harmless.Contains(name)) is { } unknown)
            return $"'{unknown}' is not honoured yet";
        return _fields["max_new_tokens"] is JsonValue given && given.TryGetValue(out int most) && most is > 0 and <= MaxNewTokens
            ? null
            : $"'max_new_tokens' must be in [1, {MaxNewTokens}]";
    }

    /// <summary>The options.</summary>
    /// <exception cref="ArgumentException">A field has another type than it should.</exception>
    public GenerationOptions ToOptions() => GenerationOptions.FromConfig(_config, JsonSerializer.SerializeToElement(_fields));

    private static int? Number(JsonObject fields, string name) => fields[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
