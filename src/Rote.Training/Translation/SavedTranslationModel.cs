using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Generation;
using Rote.Models;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>Saves a trained model so that it can be used, here and by others: config, generation config, weights and tokenizer in Hugging Face's layout.</summary>
internal sealed class SavedTranslationModel
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _directory;
    private readonly JsonElement _config;
    private readonly JsonElement _generationConfig;

    public SavedTranslationModel(string directory, TransformerSpec spec, SpecialTokenIds ids, int maxNewTokens)
    {
        _directory = directory;
        Ids = ids;
        _config = HuggingFaceDirectory.ConfigFor(spec, ids);
        _generationConfig = JsonSerializer.SerializeToElement(new JsonObject
        {
            ["bad_words_ids"] = new JsonArray(new JsonArray(ids.Padding)),
            ["decoder_start_token_id"] = ids.DecoderStart,
            ["eos_token_id"] = ids.End,
            ["forced_eos_token_id"] = ids.End,
            ["max_length"] = maxNewTokens + 1, // Hugging Face counts the start token
            ["num_beams"] = 1,
            ["pad_token_id"] = ids.Padding,
        });
        Generation = GenerationOptions.FromConfig(_config, _generationConfig);
    }

    public SpecialTokenIds Ids { get; }

    public GenerationOptions Generation { get; }

    public void SaveTokenizer(Tokenizer tokenizer)
    {
        Directory.CreateDirectory(_directory);
        tokenizer.Save(_directory);
        var config = tokenizer.Pipeline.Config;
        var json = new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            [SpecialTokens.PaddingRole] = tokenizer.IdToToken(Ids.Padding),
            [SpecialTokens.EndRole] = tokenizer.IdToToken(Ids.End),
            ["unk_token"] = tokenizer.UnknownId is { } unknown ? tokenizer.Pipeline.Model.IdToToken(unknown) : null,
            ["clean_up_tokenization_spaces"] = config?.CleanUpSpaces ?? false,
        };
        foreach (var (role, token) in config?.SpecialTokens ?? new Dictionary<string, AddedToken>())
            json.TryAdd(role, token.Content);
        Write("tokenizer_config.json", JsonSerializer.SerializeToElement(json));
        Write("generation_config.json", _generationConfig);
    }

    public void Save(Transformer model) => HuggingFaceDirectory.Save(_directory, model, _config);

    private void Write(string name, JsonElement json) =>
        AtomicFile.WriteText(Path.Combine(_directory, name), JsonSerializer.Serialize(json, Indented) + "\n");
}
