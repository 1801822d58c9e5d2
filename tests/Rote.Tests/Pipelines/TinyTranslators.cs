using Rote.Generation;
using Rote.Layers;
using Rote.Models;
using Rote.Pipelines;
using Rote.Positions;
using Rote.Tokenizers;
using static TorchSharp.torch;

namespace Rote.Tests.Pipelines;

/// <summary>Encoder–decoders over single characters. Their random weights make what they write depend on what they read; some texts come to an end, some do not.</summary>
internal static class TinyTranslators
{
    public const int Reach = 24, NewTokens = 10, Padding = 0, End = 1, Unknown = 2;

    public static readonly string[] Texts = ["abc", "hgfedcba", "a", "b", "c d", "", "aXb", "aaaaaa", " \t", "dcba", "hh", "abcdefghabcdefghabcdefghabcdefgh"];

    public static readonly GenerationOptions Options = new() { MaxNewTokens = NewTokens, EndIds = [End], ForcedEndId = End, BadWords = [[Padding]], PaddingId = Padding, DecoderStartId = Padding };

    public static Tokenizer Tokenizer(bool compatible = false, string letters = "abcdefgh ") =>
        WordLevelTrainer.Train([letters], new WordLevelTrainerOptions { Unit = TokenUnit.Characters, LowerCase = compatible, NormalizeCompatibility = compatible });

    public static Translator Make(Tokenizer? tokenizer = null, GenerationOptions? options = null)
    {
        tokenizer ??= Tokenizer();
        return new Translator(Model(tokenizer.VocabularySize), tokenizer, options ?? Options);
    }

    public static Transformer Model(int vocabularySize)
    {
        const int seed = 5;
        var attention = new AttentionSpec { Heads = 2 };
        StackSpec Stack(bool decoder) => new()
        {
            Layers = 2,
            Causal = decoder,
            Positions = new PositionSpec.Sinusoidal(SinusoidalLayout.Halves, Reach),
            Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = true },
            Block = new BlockSpec
            {
                SelfAttention = attention,
                CrossAttention = decoder ? attention : null,
                FeedForward = new FeedForwardSpec { Width = 32 },
                NormPlacement = decoder ? NormPlacement.Pre : NormPlacement.Post,
            },
        };
        var model = new Transformer(new TransformerSpec
        {
            VocabularySize = vocabularySize,
            Width = 16,
            PaddingId = Padding,
            Encoder = Stack(decoder: false),
            Decoder = Stack(decoder: true),
            Head = new HeadSpec.LanguageModel(Tied: false),
        }).Initialize(seed);
        using var gradients = no_grad();
        using var generator = new Generator(seed);
        foreach (var parameter in model.parameters().Where(parameter => parameter.dim() == 2))
            parameter.normal_(0, 0.5, generator);
        return model;
    }

    /// <summary>Everything of a translation that can be compared exactly.</summary>
    public static string Shown(Rote.Pipelines.Translation translation) =>
        $"{translation.Text}|{string.Join(' ', translation.Unknown)}|{translation.TokensLeftOut}|{translation.IsCutOff}";
}
