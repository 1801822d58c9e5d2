using System.Text.Json;
using Rote.Generation;

namespace Rote.Verification;

/// <summary>How a recorded run of generation was made: config.json, generation_config.json over it, the run's own arguments over both.</summary>
internal sealed class GenerationSettings
{
    private const int MaxNewTokens = 4096;

    // What greedy decoding honours, what only sampling or beams read, and what changes no token.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "max_new_tokens", "pad_token_id", "eos_token_id", "decoder_start_token_id", "forced_eos_token_id", "bad_words_ids", "do_sample", "num_beams",
        "temperature", "top_k", "top_p", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff", "length_penalty", "early_stopping", "num_return_sequences",
        "bos_token_id", "use_cache", "max_length", "transformers_version",
    };

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    public GenerationSettings(JsonElement config, JsonElement? generationConfig, JsonElement arguments)
    {
        foreach (string name in new[] { "pad_token_id", "eos_token_id", "decoder_start_token_id", "forced_eos_token_id", "bad_words_ids" })
        {
            if (config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var value))
                Set(name, value);
        }
        foreach (var source in new[] { generationConfig, arguments })
        {
            if (source is { ValueKind: JsonValueKind.Object } fields)
            {
                foreach (var field in fields.EnumerateObject().Where(field => field.Name[0] != '_' && !field.Name.StartsWith("output_", StringComparison.Ordinal)))
                    Set(field.Name, field.Value);
            }
        }
    }

    /// <summary>The token that an encoder–decoder's decoder starts with; null where nothing says.</summary>
    public int? DecoderStartId => Number("decoder_start_token_id") ?? Number("pad_token_id");

    /// <summary>Why greedy decoding cannot repeat the run; null where it can.</summary>
    public string? Obstacle()
    {
        if (_values.TryGetValue("do_sample", out var sampled) && sampled.ValueKind == JsonValueKind.True)
            return "sampling draws other tokens each time";
        if (Number("num_beams") is not (null or 1))
            return "beam search is not built yet";
        if (_values.Keys.FirstOrDefault(name => !Harmless.Contains(name)) is { } unknown)
            return $"'{unknown}' is not honoured yet";
        return Number("max_new_tokens") is > 0 and <= MaxNewTokens ? null : $"'max_new_tokens' must be in [1, {MaxNewTokens}]";
    }

    public GreedyOptions ToOptions() => new()
    {
        MaxNewTokens = Number("max_new_tokens") ?? MaxNewTokens,
        EndIds = Numbers("eos_token_id"),
        PaddingId = Number("pad_token_id") ?? 0,
        DecoderStartId = DecoderStartId ?? 0,
        ForcedEndId = Number("forced_eos_token_id"),
        BadWords = _values.TryGetValue("bad_words_ids", out var words) && words.ValueKind == JsonValueKind.Array ? [.. words.EnumerateArray().Select(Integers)] : [],
    };

    private void Set(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            _values.Remove(name);
        else
            _values[name] = value;
    }

    private int? Number(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    private IReadOnlyList<int> Numbers(string name) => Number(name) is { } one ? [one] : _values.TryGetValue(name, out var several) ? Integers(several) : [];

    private static IReadOnlyList<int> Integers(JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _)).Select(value => value.GetInt32())]
        : [];
}
