using Rote.Lab.Tasks;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Lab.Learning;

/// <summary>Trains and measures small models on synthetic tasks.</summary>
public static class TaskLearning
{
    private const int TestSeed = 777_000_000;

    /// <summary>Trains a fresh model.</summary>
    /// <param name="model">Its spec.</param>
    /// <param name="task">The task.</param>
    /// <param name="learning">How.</param>
    /// <param name="seed">Of weights and rows. Arms that share it share rows and their order.</param>
    /// <param name="prepare">Changes the fresh model before training; null does not.</param>
    /// <param name="token">Ends after the step under way.</param>
    /// <returns>The trained model and its scores. A training that diverged has infinite losses from there on.</returns>
    public static Learned Train(TransformerSpec model, SequenceTask task, LearningSpec learning, int seed, Action<Transformer>? prepare = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(learning);
        return Learner.Train(model, learning, seed, step => task.Batch(learning.Rows, Mixed(seed, step)), trained => Test(trained, task, learning.TestRows), prepare, token);
    }

    /// <summary>Measures a model on rows that no training draws.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task; may be longer than the one that it was trained on.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="inputs">Masks, hooks; null is none.</param>
    /// <returns>The scores.</returns>
    public static Scores Test(Transformer model, SequenceTask task, int rows, StackInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        return Learner.Measure(model, task.Batch(rows, TestSeed), inputs);
    }

    // Different rows for each seed and step.
    private static int Mixed(int seed, int step) => unchecked(seed * 1_000_003 + step * 7919);
}
