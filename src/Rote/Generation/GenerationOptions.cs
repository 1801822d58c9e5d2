using System.Text.Json;

namespace Rote.Generation;

/// <summary>How tokens are chosen, and when writing starts and ends. The meaning of every option is Hugging Face's.</summary>
public sealed record GenerationOptions
{
    /// <summary>Most beams allowed; a config from a stranger must not ask for more memory than there is.</summary>
    public const int MaxBeams = 1024;

    // Each changes what greedy and beam search write, and none is honoured; beside it the number that changes nothing.
    private static readonly (string Field, double Neutral)[] NotHonoured =
    [
        ("repetition_penalty", 1), ("encoder_repetition_penalty", 1), ("no_repeat_ngram_size", 0), ("encoder_no_repeat_ngram_size", 0), ("min_length", 0),
        ("min_new_tokens", 0), ("num_beam_groups", 1), ("diversity_penalty", 0), ("penalty_alpha", 0), ("guidance_scale", 1), ("forced_bos_token_id", double.NaN),
        ("suppress_tokens", double.NaN), ("begin_suppress_tokens", double.NaN), ("forced_decoder_ids", double.NaN), ("force_words_ids", double.NaN),
        ("sequence_bias", double.NaN), ("exponential_decay_length_penalty", double.NaN), ("stop_strings", double.NaN),
    ];

    /// <summary>Tokens to write at most, &gt; 0. Setting it clears <see cref="MaxLength"/>, because it takes precedence.</summary>
    public required int MaxNewTokens
    {
        get;
        init
        {
            field = value;
            MaxLength = null;
        }
    }

    /// <summary>
    /// Tokens of a row at most, prompt and its padding (or the start token) counted; null leaves <see cref="MaxNewTokens"/> alone to decide.
    /// In an initializer it stands after that one. Default: null.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>Sequences kept while searching; 1 is greedy. In [1, 1024]. Default: 1.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>The power of the length that a beam's sum of log-probabilities is divided by; above 0 favours long rows. Ignored when greedy. Default: 1.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>When beam search stops. Ignored when greedy. Default: <see cref="BeamStopping.Heuristic"/>.</summary>
    public BeamStopping Stopping { get; init; }

    /// <summary>Sequences returned for each input, in [1, Beams]. Default: 1.</summary>
    public int ReturnSequences { get; init; } = 1;

    /// <summary>Tokens that end a row. Default: none.</summary>
    public IReadOnlyList<int> EndIds { get; init; } = [];

    /// <summary>What fills a row after its end; with beams, 0 stands for the first of <see cref="EndIds"/>, as Hugging Face has it. Default: 0.</summary>
    public int PaddingId { get; init; }

    /// <summary>The token that an encoder–decoder's decoder starts with. Ignored where there is no encoder. Default: 0.</summary>
    public int DecoderStartId { get; init; }

    /// <summary>The token written at the last place whatever its score; null forces none. Default: null.</summary>
    public int? ForcedEndId { get; init; }

    /// <summary>
    /// Sequences never written: the last token of one is never chosen where the others stand before it. A word that is one of
    /// <see cref="EndIds"/> is ignored. Default: none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> BadWords { get; init; } = [];

    /// <summary>Everything that is wrong whatever the model, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations() => Violations(null, hasEncoder: false);

    /// <summary>Reads the options from a model directory.</summary>
    /// <param name="config">The parsed config.json.</param>
    /// <param name="generationConfig">
    /// The parsed generation_config.json; null where there is none. As in Hugging Face it stands for all of config.json's generation fields,
    /// also for those that it lacks.
    /// </param>
    /// <returns>
    /// The options. Without <c>max_new_tokens</c>, <c>max_length</c> is <see cref="MaxLength"/>; without both, 20 tokens are written.
    /// Without <c>pad_token_id</c> the first end token pads; without <c>decoder_start_token_id</c> the decoder starts with <c>bos_token_id</c>.
    /// Fields of sampling are not read.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A field has another type than it should, changes what is written and is not honoured, or an encoder–decoder has no start token; the message names the field.
    /// </exception>
    public static GenerationOptions FromConfig(JsonElement config, JsonElement? generationConfig)
    {
        const int DefaultNewTokens = 20; // Hugging Face's
        bool hasEncoder = new ConfigFields(config, "config.json").Flag("is_encoder_decoder") ?? false;
        var fields = generationConfig is { } own ? new ConfigFields(own, "generation_config.json") : new ConfigFields(config, "config.json");
        foreach (var (field, neutral) in NotHonoured)
            fields.RequireNeutral(field, neutral);
        int[] endIds = fields.Ids("eos_token_id") ?? [];
        int? start = fields.Id("decoder_start_token_id") ?? fields.Id("bos_token_id");
        if (hasEncoder && start is null)
            throw new ArgumentException($"{fields.File}: 'decoder_start_token_id' is missing, and so is 'bos_token_id': an encoder–decoder needs one of them.", nameof(config));
        int? newTokens = fields.Whole("max_new_tokens"), length = fields.Whole("max_length");
        return new()
        {
            MaxNewTokens = newTokens ?? (length is { } whole ? Math.Max(1, whole - 1) : DefaultNewTokens),
            MaxLength = newTokens is null ? length : null,
            Beams = fields.Whole("num_beams") ?? 1,
            LengthPenalty = fields.Number("length_penalty") ?? 1,
            Stopping = fields.Stopping("early_stopping"),
            ReturnSequences = fields.Whole("num_return_sequences") ?? 1,
            EndIds = endIds,
            PaddingId = fields.Id("pad_token_id") ?? endIds.FirstOrDefault(),
            DecoderStartId = start ?? 0,
            ForcedEndId = fields.Id("forced_eos_token_id"),
            BadWords = fields.Words("bad_words_ids") ?? [],
        };
    }

    internal IEnumerable<string> Violations(int? vocabularySize, bool hasEncoder)
    {
        if (MaxNewTokens <= 0)
            yield return $"MaxNewTokens must be positive; got {MaxNewTokens}.";
        if (MaxLength is <= 0)
            yield return $"MaxLength must be positive; got {MaxLength}.";
        if (Beams is < 1 or > MaxBeams)
            yield return $"Beams must be in [1, {MaxBeams}]; got {Beams}.";
        if (ReturnSequences < 1 || ReturnSequences > Beams)
            yield return $"ReturnSequences must be in [1, Beams] = [1, {Beams}]; got {ReturnSequences}.";
        if (!double.IsFinite(LengthPenalty))
            yield return $"LengthPenalty must be finite; got {LengthPenalty}.";
        if (!Enum.IsDefined(Stopping))
            yield return $"Stopping must be one of {string.Join(", ", Enum.GetNames<BeamStopping>())}; got {Stopping}.";
        string range = vocabularySize is { } size ? $"must be in [0, {size}), the model's vocabulary" : "must not be negative";
        foreach (int id in EndIds.Where(Outside))
            yield return $"EndIds {range}; got {id}.";
        if (hasEncoder && Outside(DecoderStartId))
            yield return $"DecoderStartId {range}; got {DecoderStartId}.";
        if (ForcedEndId is { } forced && Outside(forced))
            yield return $"ForcedEndId {range}; got {forced}.";
        if (BadWords.Any(word => word.Count == 0))
            yield return "BadWords must not hold an empty word: it would forbid everything.";
        foreach (int id in BadWords.SelectMany(word => word).Where(Outside))
            yield return $"BadWords {range}; got {id}.";

        bool Outside(int id) => id < 0 || id >= (vocabularySize ?? int.MaxValue);
    }
}
