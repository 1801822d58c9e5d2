using Rote.Checkpoints;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using Rote.Tokenizers;
using Rote.Training.Data;
using Rote.Training.Translation;

namespace Rote.Training.Tests;

/// <summary>Small encoder–decoders with fresh weights, and pairs for them.</summary>
internal static class TinyTranslator
{
    public const int Vocabulary = 11;

    /// <summary>What the tokenizers here give: padding and start, end.</summary>
    public static readonly SpecialTokenIds Ids = new(Padding: 0, End: 1, DecoderStart: 0);

    /// <summary>The 2017 model, which is saved as <c>marian</c>.</summary>
    public static TransformerSpec Spec(int vocabularySize = Vocabulary, int maximumLength = 32, double dropout = 0) =>
        TranslationRecipe.Original(width: 16, heads: 2, feedForward: 32, layers: 2, dropout, maximumLength) with { VocabularySize = vocabularySize, PaddingId = Ids.Padding };

    /// <summary>A pre-norm model with learned positions, which only our own format expresses.</summary>
    public static TransformerSpec PreNorm(int vocabularySize = Vocabulary)
    {
        var spec = Spec(vocabularySize);
        StackSpec Change(StackSpec stack) => stack with
        {
            Positions = new PositionSpec.Learned(32),
            Block = stack.Block with { NormPlacement = NormPlacement.Pre },
            FinalNorm = new NormSpec.Layer(),
        };
        return spec with { Encoder = Change(spec.Encoder!), Decoder = Change(spec.Decoder!) };
    }

    /// <summary>Pairs of 1 to 9 tokens a side, each closed by the end.</summary>
    public static TokenPair[] Pairs(int count, int seed)
    {
        var random = new Random(seed);
        int[] Side() => [.. Enumerable.Range(0, random.Next(9)).Select(_ => random.Next(2, Vocabulary)), Ids.End];
        return [.. Enumerable.Range(0, count).Select(_ => new TokenPair(Side(), Side()))];
    }

    /// <summary>A tokenizer of single characters: <c>&lt;pad&gt; &lt;/s&gt; &lt;unk&gt;</c>, then the characters.</summary>
    public static Tokenizer Characters(string characters) => new VocabularySpec.Characters().Build([characters]);
}
