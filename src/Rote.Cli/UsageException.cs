namespace Rote.Cli;

/// <summary>The command line asks for something that cannot be: options that do not go together, or a value of the wrong kind.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Makes the exception with no details.</summary>
    public UsageException()
    {
    }

    /// <summary>Makes the exception from its full message.</summary>
    /// <param name="message">Which option, what was expected, what came. <see cref="Verb"/> adds where help is.</param>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from its full message and its cause.</summary>
    /// <param name="message">Which option, what was expected, what came.</param>
    /// <param name="innerException">The cause.</param>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
