using Rote.Checkpoints;
using Rote.Generation;
using Rote.Models;
using Rote.Tokenizers;
using static TorchSharp.torch;

namespace Rote.Pipelines;

/// <summary>Translates texts with an encoder–decoder and its tokenizer. May be used from several threads at once.</summary>
public sealed class Translator : IDisposable
{
    private readonly GenerationOptions _generation;
    private readonly int _reach;

    /// <summary>Makes a translator of parts that are there.</summary>
    /// <param name="model">An encoder–decoder with a language-model head; put into evaluation mode, and disposed with the translator.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="generation">How it decodes unless told otherwise.</param>
    /// <exception cref="ArgumentException">The model is no encoder–decoder, or the tokenizer has more tokens than the model.</exception>
    public Translator(Transformer model, Tokenizer tokenizer, GenerationOptions generation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(generation);
        if (!CanTranslate(model.Spec))
            throw new ArgumentException("`model` must be an encoder–decoder with a language-model head: it cannot translate.", nameof(model));
        if (tokenizer.VocabularySize > model.Spec.VocabularySize)
            throw new ArgumentException($"`tokenizer` has {tokenizer.VocabularySize} tokens and `model` {model.Spec.VocabularySize}: they do not belong together.", nameof(tokenizer));
        Model = model;
        Tokenizer = tokenizer;
        _generation = generation;
        _reach = model.Spec.Encoder!.Positions.Reach() ?? int.MaxValue;
        model.eval();
    }

    /// <summary>The model.</summary>
    public Transformer Model { get; }

    /// <summary>Its tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>What fills rows.</summary>
    public int PaddingId => _generation.PaddingId;

    /// <summary>What the decoder starts with.</summary>
    public int DecoderStartId => _generation.DecoderStartId;

    /// <summary>Loads a directory in Hugging Face's layout: config.json, model.safetensors, tokenizer.json, perhaps generation_config.json.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>To be disposed by the caller.</returns>
    /// <exception cref="CheckpointException">The directory is missing or damaged, or holds another kind of model.</exception>
    /// <exception cref="TokenizerFormatException">The tokenizer is damaged, or has a part that is not supported.</exception>
    public static Translator Load(string directory)
    {
        var (model, config) = HuggingFaceDirectory.Load(directory);
        try
        {
            if (!CanTranslate(model.Spec))
                throw new CheckpointException($"'{directory}' holds a {ModelFamily.Of(config).ModelType} model that cannot translate: expected an encoder–decoder with a language-model head.");
            if (!File.Exists(Path.Combine(directory, "tokenizer.json")))
                throw new CheckpointException($"'{directory}' has no tokenizer.json: texts cannot be turned into tokens. Put the tokenizer of the model there.");
            var options = GenerationOptions.FromConfig(config, HuggingFaceDirectory.GenerationConfig(directory));
            return new Translator(model, Tokenizer.Load(directory), options);
        }
        catch (Exception wrong)
        {
            model.Dispose();
            if (wrong is ArgumentException)
                throw new CheckpointException($"'{directory}': {wrong.Message}", wrong);
            throw;
        }
    }

    /// <summary>Translates one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How; null is the model's own way.</param>
    /// <returns>The translation.</returns>
    public Translation Translate(string text, TranslationOptions? options = null) => Translate([text], options)[0];

    /// <summary>Translates texts; those of like length are read together.</summary>
    /// <param name="texts">The texts; one that is empty or blank is translated as empty.</param>
    /// <param name="options">How; null is the model's own way.</param>
    /// <param name="cancellation">Ends between two tokens.</param>
    /// <returns>Translations in the order of the texts.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public IReadOnlyList<Translation> Translate(IReadOnlyList<string> texts, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        var generation = Resolve(options);
        var results = new Translation[texts.Count];
        var sources = texts.Select(text => SourceText.Read(text, Tokenizer, _reach, _generation.EndIds)).ToArray();
        for (int i = 0; i < texts.Count; i++)
        {
            if (sources[i].Ids.Length == 0)
                results[i] = new Translation("", null, [], 0, false);
        }
        int[] order = [.. Enumerable.Range(0, texts.Count).Where(i => results[i] is null).OrderBy(i => sources[i].Ids.Length)];
        foreach (int[] batch in order.Chunk(options.BatchSize))
        {
            using var scope = NewDisposeScope();
            var (ids, keep) = Pad([.. batch.Select(i => sources[i].Ids)]);
            var written = TokenGenerator.Generate(Model, ids, keep, generation, cancellation);
            for (int row = 0; row < batch.Length; row++)
            {
                int index = batch[row], at = row * generation.ReturnSequences;
                int[] target = Written(written.Sequences[at], generation);
                bool ended = target.Length > 0 && generation.EndIds.Contains(target[^1]) && !IsForcedEnd(target, generation);
                results[index] = new Translation(Tokenizer.Decode(target), written.Scores?[at], sources[index].Unknown, sources[index].LeftOut, !ended);
            }
        }
        return results;
    }

    /// <summary>Where a translation looks: the cross-attention of every layer and head while the model's own output is written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is translated; null is the model's own way.</param>
    /// <returns>The translation, as <see cref="Translate(string, TranslationOptions?)"/> gives it, and the maps.</returns>
    /// <exception cref="ArgumentException">The text is empty or blank, or an option is out of range.</exception>
    public (Translation Translation, CrossAttentionMaps Maps) Explain(string text, TranslationOptions? options = null)
    {
        var source = SourceText.Read(text, Tokenizer, _reach, _generation.EndIds);
        if (source.Ids.Length == 0)
            throw new ArgumentException("`text` is empty: there is nothing to look at.", nameof(text));
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var generation = Resolve(options ?? new());
        var (ids, _) = Pad([source.Ids]);
        var written = TokenGenerator.Generate(Model, ids, null, generation);
        int[] target = Written(written.Sequences[0], generation);
        bool ended = generation.EndIds.Contains(target[^1]) && !IsForcedEnd(target, generation);

        using var capture = new StackCapture();
        var memory = Model.Encode(ids);
        long[] before = [generation.DecoderStartId, .. target[..^1].Select(id => (long)id)];
        _ = Model.Decode(tensor(before).unsqueeze(0), new StackInputs { Memory = memory, Capture = capture });
        var layers = capture.Blocks.Select(block => Heads(block.CrossAttention!)).ToArray();
        var maps = new CrossAttentionMaps(source.Pieces, WrittenPieces.Of(Tokenizer, target), layers);
        return (new Translation(Tokenizer.Decode(target), written.Scores?[0], source.Unknown, source.LeftOut, !ended), maps);
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();

    private static bool CanTranslate(TransformerSpec spec) => spec is { Encoder: not null, Decoder: not null, Head: HeadSpec.LanguageModel };

    private static float[][,] Heads(Tensor weights)
    {
        int heads = (int)weights.size(1), written = (int)weights.size(2), read = (int)weights.size(3);
        float[] all = weights.contiguous().data<float>().ToArray(); // [1, H, T, S]
        var maps = new float[heads][,];
        for (int head = 0; head < heads; head++)
        {
            maps[head] = new float[written, read];
            Buffer.BlockCopy(all, head * written * read * sizeof(float), maps[head], 0, written * read * sizeof(float));
        }
        return maps;
    }

    private static (Tensor Ids, Tensor? Keep) Pad(int[][] rows, int paddingId)
    {
        int length = rows.Max(row => row.Length);
        long[] ids = new long[rows.Length * length];
        bool[] keep = new bool[ids.Length];
        Array.Fill(ids, paddingId);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int i = 0; i < rows[row].Length; i++)
                (ids[row * length + i], keep[row * length + i]) = (rows[row][i], true);
        }
        return (tensor(ids).reshape(rows.Length, length), keep.Contains(false) ? tensor(keep).reshape(rows.Length, length) : null);
    }

    // The last token is the end because the limit was reached, not because the model chose it.
    private static bool IsForcedEnd(int[] target, GenerationOptions options) =>
        options.ForcedEndId == target[^1] && target.Length == Math.Min(options.MaxNewTokens, options.MaxLength - 1 ?? int.MaxValue);

    private static int[] Written(long[] sequence, GenerationOptions options)
    {
        var target = new List<int>();
        foreach (long id in sequence.AsSpan(1))
        {
            target.Add((int)id);
            if (options.EndIds.Contains((int)id))
                break;
        }
        return [.. target];
    }

    private (Tensor Ids, Tensor? Keep) Pad(int[][] rows) => Pad(rows, _generation.PaddingId);

    private GenerationOptions Resolve(TranslationOptions options) => _generation with
    {
        Beams = options.Beams ?? _generation.Beams,
        LengthPenalty = options.LengthPenalty ?? _generation.LengthPenalty,
        MaxNewTokens = options.MaxNewTokens ?? _generation.MaxNewTokens,
        MaxLength = options.MaxNewTokens is null ? _generation.MaxLength : null, // the line above cleared it
        ReturnSequences = 1,
    };
}
