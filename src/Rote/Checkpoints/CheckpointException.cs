namespace Rote.Checkpoints;

/// <summary>A checkpoint cannot be read: its files are damaged, hostile, or not what its config.json says.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Makes the exception with no details.</summary>
    public CheckpointException()
    {
    }

    /// <summary>Makes the exception from its full message.</summary>
    /// <param name="message">Which file, what was expected, what came, what to do.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from its full message and its cause.</summary>
    /// <param name="message">Which file, what was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
