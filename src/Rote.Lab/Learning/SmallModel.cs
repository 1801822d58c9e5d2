using Rote.Lab.Tasks;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Lab.Learning;

/// <summary>The small models of the experiments: pre-norm, learned positions, GELU, four times as wide inside; an experiment changes one thing at a time.</summary>
public static class SmallModel
{
    /// <summary>A model of a synthetic task: a decoder where the task is causal, else an encoder.</summary>
    /// <param name="task">The task.</param>
    /// <param name="width">D.</param>
    /// <param name="heads">H.</param>
    /// <param name="layers">L.</param>
    /// <param name="positions">How it knows order; null is a learned vector for each place.</param>
    /// <returns>The spec.</returns>
    public static TransformerSpec Of(SequenceTask task, int width, int heads, int layers, PositionSpec? positions = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Make(task.Vocabulary, width, heads, layers, positions ?? new PositionSpec.Learned(task.Length), task.IsCausal);
    }

    /// <summary>A causal language model.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="length">T, the longest window that learned positions reach.</param>
    /// <param name="width">D.</param>
    /// <param name="heads">H.</param>
    /// <param name="layers">L.</param>
    /// <param name="positions">How it knows order; null is a learned vector for each place.</param>
    /// <returns>The spec.</returns>
    public static TransformerSpec Of(int vocabulary, int length, int width, int heads, int layers, PositionSpec? positions = null) =>
        Make(vocabulary, width, heads, layers, positions ?? new PositionSpec.Learned(length), isCausal: true);

    private static TransformerSpec Make(int vocabulary, int width, int heads, int layers, PositionSpec positions, bool isCausal)
    {
        var stack = new StackSpec
        {
            Layers = layers,
            Causal = isCausal,
            Positions = positions,
            FinalNorm = new NormSpec.Layer(),
            Block = new BlockSpec
            {
                SelfAttention = new AttentionSpec { Heads = heads },
                FeedForward = new FeedForwardSpec { Width = 4 * width, Activation = Activation.Gelu },
                NormPlacement = NormPlacement.Pre,
            },
        };
        return new TransformerSpec
        {
            VocabularySize = vocabulary,
            Width = width,
            Encoder = isCausal ? null : stack,
            Decoder = isCausal ? stack : null,
            Head = new HeadSpec.LanguageModel(Tied: false),
            Initialization = new InitializationSpec.Normal(0.02),
        };
    }
}
