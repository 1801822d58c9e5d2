using Rote.Models;

namespace Rote.Training.Translation;

/// <summary>What a run tells whoever watches it.</summary>
public abstract record TrainingEvent
{
    private TrainingEvent()
    {
    }

    /// <summary>Everything is ready, the first step comes next.</summary>
    /// <param name="Model">The model, with its vocabulary filled in.</param>
    /// <param name="Parameters">Trained numbers, a shared one counted once.</param>
    /// <param name="TrainingPairs">Pairs trained on.</param>
    /// <param name="LeftOut">Pairs left out because a side is too long.</param>
    /// <param name="ValidationPairs">Pairs held out, without those that are too long.</param>
    /// <param name="BatchesInEpoch">Steps of the first epoch.</param>
    /// <param name="FirstStep">Steps taken before, 0 unless resumed.</param>
    /// <param name="LastStep">The step at which training ends at the latest, nearly so where epochs decide; null where only the validation does.</param>
    /// <param name="AddedTokens">Tokens that a tokenizer from a file lacked and was given; none when resumed.</param>
    public sealed record Started(
        TransformerSpec Model,
        long Parameters,
        int TrainingPairs,
        int LeftOut,
        int ValidationPairs,
        int BatchesInEpoch,
        long FirstStep,
        long? LastStep,
        IReadOnlyList<string> AddedTokens) : TrainingEvent;

    /// <summary>A step was taken.</summary>
    /// <param name="Step">1-based.</param>
    /// <param name="Epoch">1-based.</param>
    /// <param name="Loss">Of this batch, in nats per token.</param>
    /// <param name="LearningRate">Of this step.</param>
    /// <param name="TokensPerSecond">Real tokens of both sides, over the last steps.</param>
    /// <param name="SecondsLeft">Until the last step, at this speed, ≥ 0; null where only the validation decides.</param>
    public sealed record Stepped(long Step, int Epoch, double Loss, double LearningRate, double TokensPerSecond, double? SecondsLeft) : TrainingEvent;

    /// <summary>The held-out pairs were looked at.</summary>
    /// <param name="Step">Steps taken.</param>
    /// <param name="Loss">In nats per token.</param>
    /// <param name="ExactMatch">Share of outputs exactly right; null where it is not measured.</param>
    /// <param name="Best">True when this is the best so far: the model was saved.</param>
    public sealed record Validated(long Step, double Loss, double? ExactMatch, bool Best) : TrainingEvent;

    /// <summary>Training ended; the best model is loaded and tested.</summary>
    /// <param name="Step">Steps taken.</param>
    /// <param name="Because">Why it ended.</param>
    public sealed record Ended(long Step, string Because) : TrainingEvent;
}
