using System.Text.Json;
using System.Text.Json.Serialization;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using Rote.Training.Schedules;

namespace Rote.Training.Translation;

/// <summary>A whole training job as data: what it is trained on, how text becomes tokens, the model, and how it is trained.</summary>
public sealed record TranslationRecipe
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true, // people put 'kind' anywhere
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>What it is trained on.</summary>
    public required CorpusSpec Corpus { get; init; }

    /// <summary>How text becomes tokens.</summary>
    public required VocabularySpec Vocabulary { get; init; }

    /// <summary>The encoder–decoder. Its vocabulary size and padding id are replaced by those of the vocabulary that the corpus gives.</summary>
    public required TransformerSpec Model { get; init; }

    /// <summary>How it is trained.</summary>
    public required OptimizationSpec Optimization { get; init; }

    /// <summary>The built-in job: written dates to ISO dates, character by character, in minutes on two cores.</summary>
    public static TranslationRecipe Dates { get; } = new()
    {
        Corpus = new CorpusSpec.Dates(),
        Vocabulary = new VocabularySpec.Characters(LowerCase: true, NormalizeCompatibility: true),
        Model = Original(width: 64, heads: 4, feedForward: 256, layers: 2, dropout: 0, maximumLength: 128),
        Optimization = new OptimizationSpec
        {
            MaximumSteps = 6500,
            BatchTokens = 2048,
            LearningRate = 3e-3,
            // A small model with a hard end in time: the rate that falls to 0 brings the last percents.
            Schedule = new LearningRateSchedule.Cosine(TotalSteps: 6500) { WarmupSteps = 300 },
            LabelSmoothing = 0, // a written date means one date
            ValidateEverySteps = 500,
            TargetExactMatch = 1,
            Patience = 100,
        },
    };

    /// <summary>The default for parallel text: word by word, the 2017 model scaled to tens of thousands of pairs.</summary>
    /// <param name="files">The text.</param>
    /// <returns>The recipe.</returns>
    public static TranslationRecipe ForFiles(CorpusSpec.Files files) => new()
    {
        Corpus = files,
        Vocabulary = new VocabularySpec.Words(),
        Model = Original(width: 256, heads: 8, feedForward: 1024, layers: 3, dropout: 0.1, maximumLength: 256),
        Optimization = new OptimizationSpec { MaximumEpochs = 10, BatchTokens = 4096, LearningRate = 1e-3 },
    };

    /// <summary>The encoder–decoder of 2017: post-norm, ReLU, embeddings scaled by √D and shared by both stacks and the output.</summary>
    /// <param name="width">D.</param>
    /// <param name="heads">H.</param>
    /// <param name="feedForward">F.</param>
    /// <param name="layers">L of each stack.</param>
    /// <param name="dropout">Probability on sublayers and embeddings.</param>
    /// <param name="maximumLength">Longest side in tokens.</param>
    /// <returns>A spec with a vocabulary of 1, to be replaced.</returns>
    /// <remarks>Vaswani et al. 2017, section 3; sinusoids stand as Marian has them (all sines, then all cosines), so that the model is saved as <c>marian</c>.</remarks>
    public static TransformerSpec Original(int width, int heads, int feedForward, int layers, double dropout, int maximumLength)
    {
        var attention = new AttentionSpec { Heads = heads };
        StackSpec Stack(bool decoder) => new()
        {
            Layers = layers,
            Block = new BlockSpec
            {
                SelfAttention = attention,
                CrossAttention = decoder ? attention : null,
                FeedForward = new FeedForwardSpec { Width = feedForward },
                Dropout = dropout,
            },
            Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = true, Dropout = dropout },
            Positions = new PositionSpec.Sinusoidal(SinusoidalLayout.Halves, maximumLength),
            Causal = decoder,
        };
        return new TransformerSpec
        {
            VocabularySize = 1,
            Width = width,
            Encoder = Stack(decoder: false),
            Decoder = Stack(decoder: true),
            Head = new HeadSpec.LanguageModel(Tied: true, FixedBias: true),
            Initialization = new InitializationSpec.Xavier(),
        };
    }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IReadOnlyList<string> Violations()
    {
        var found = new List<string>([.. Corpus.Violations(), .. Vocabulary.Violations(), .. Optimization.Violations()]);
        // What the vocabulary replaces need not be right.
        found.AddRange((Model with { VocabularySize = 1, PaddingId = null }).Violations().Select(violation => $"Model: {violation}"));
        if (Model.Encoder is null || Model.Decoder is null || Model.Head is not HeadSpec.LanguageModel)
            found.Add("Model must have an Encoder, a Decoder and a language-model Head: a translation is read and written.");
        if (Model.Decoder is { Causal: false })
            found.Add("Model.Decoder must be Causal: it would read the token that it is to write.");
        if (Model.DecoderVocabularySize is not null)
            found.Add("Model.DecoderVocabularySize must be left out: both sides share one vocabulary.");
        if (Optimization is { MaximumSteps: null, MaximumEpochs: null, TargetExactMatch: null } && Optimization.Patience == int.MaxValue)
            found.Add("Optimization must have an end: MaximumSteps, MaximumEpochs, TargetExactMatch or a Patience.");
        return found;
    }

    /// <summary>Throws when anything is wrong.</summary>
    /// <returns>This recipe.</returns>
    /// <exception cref="ArgumentException">The message lists all violations.</exception>
    public TranslationRecipe Validated()
    {
        var violations = Violations();
        return violations.Count == 0 ? this : throw new ArgumentException($"The recipe has {violations.Count} violation(s): {string.Join(" ", violations)}");
    }

    /// <summary>The recipe as JSON.</summary>
    /// <returns>Indented text that <see cref="FromJson"/> reads back to an equal recipe.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a recipe.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <returns>The recipe, not yet validated.</returns>
    /// <exception cref="JsonException">The text is not a recipe; the message names the field. Unknown fields are refused.</exception>
    public static TranslationRecipe FromJson(string json) => RecipeReader.Read<TranslationRecipe>(json, Json);
}
