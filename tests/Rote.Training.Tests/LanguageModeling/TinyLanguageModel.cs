using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using Rote.Training.LanguageModeling;

namespace Rote.Training.Tests.LanguageModeling;

/// <summary>Small causal decoders with fresh weights, and text for them.</summary>
internal static class TinyLanguageModel
{
    public const int Vocabulary = 11;

    public static TransformerSpec Spec(int vocabularySize = Vocabulary, double dropout = 0, bool causal = true, HeadSpec? head = null) => new()
    {
        VocabularySize = vocabularySize,
        Width = 16,
        Decoder = new StackSpec
        {
            Layers = 2,
            Block = new BlockSpec { SelfAttention = new AttentionSpec { Heads = 2 }, FeedForward = new FeedForwardSpec { Width = 32 }, NormPlacement = NormPlacement.Pre, Dropout = dropout },
            Positions = new PositionSpec.Learned(32),
            FinalNorm = new NormSpec.Layer(),
            Causal = causal,
        },
        Head = head ?? new HeadSpec.LanguageModel(),
    };

    public static Transformer Model(int seed = 5, double dropout = 0) => new Transformer(Spec(dropout: dropout)).Initialize(seed);

    /// <summary>Ids that follow a rule with some chance in it: mostly the last one plus three.</summary>
    public static TokenStream Stream(int length, int seed = 2)
    {
        var random = new Random(seed);
        int[] ids = new int[length];
        for (int at = 1; at < length; at++)
            ids[at] = random.Next(4) == 0 ? random.Next(Vocabulary) : (ids[at - 1] + 3) % Vocabulary;
        return new TokenStream(ids);
    }
}
