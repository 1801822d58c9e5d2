namespace Rote.Tokenizers;

/// <summary>A tokenizer file cannot be used: it is damaged, hostile, contradicts itself, or asks for a part that is not supported.</summary>
public sealed class TokenizerFormatException : Exception
{
    /// <summary>Makes the exception with no details.</summary>
    public TokenizerFormatException()
    {
    }

    /// <summary>Makes the exception from its full message.</summary>
    /// <param name="message">Which file and part, what was expected, what came, what to do.</param>
    public TokenizerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception from its full message and its cause.</summary>
    /// <param name="message">Which file and part, what was expected, what came, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TokenizerFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
