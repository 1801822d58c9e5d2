namespace Rote.Tensors;

/// <summary>A tensor argument has another shape than the operation needs.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Makes the exception with no details.</summary>
    public ShapeException()
    {
    }

    /// <summary>Makes the exception from its full message.</summary>
    /// <param name="message">Which argument, what was expected, what came, what to do.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from its full message and its cause.</summary>
    /// <param name="message">Which argument, what was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
