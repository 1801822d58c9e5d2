namespace Rote.Training.Runs;

/// <summary>The loss or the gradient is no longer a finite number; nothing more can be learnt.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception with no details.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Makes the exception from its full message.</summary>
    /// <param name="message">Which step, what came, what to do.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from its full message and its cause.</summary>
    /// <param name="message">Which step, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
