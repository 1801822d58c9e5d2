using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rote.Checkpoints;
using Rote.Tokenizers;
using Rote.Training.Runs;

namespace Rote.Cli;

/// <summary>An exception as the user sees it.</summary>
/// <param name="Line">One line, without the program's name.</param>
/// <param name="Code">What the program returns.</param>
internal sealed partial record Failure(string Line, int Code)
{
    private const int NoSpaceOnUnix = 28, NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Describes an exception.</summary>
    /// <param name="exception">Any exception.</param>
    /// <returns>Its line and exit code.</returns>
    public static Failure Of(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException && exception.InnerException is { } inner)
            exception = inner;
        return exception switch
        {
            OperationCanceledException => new("interrupted.", ExitCode.Interrupted),
            UsageException => new(Fold(exception.Message), ExitCode.BadUsage),
            _ => new(Fold(Describe(exception)), ExitCode.Failed),
        };
    }

    private static string Describe(Exception exception)
    {
        switch (exception)
        {
            case TypeInitializationException or DllNotFoundException or BadImageFormatException:
                string reason = exception is DllNotFoundException ? exception.Message : exception.GetBaseException().Message;
                return $"the native library libtorch cannot be loaded. {Ended(reason)} Run 'rote doctor'.";
            case OutOfMemoryException:
                return OutOfMemory;
            case ExternalException when NoMemory().IsMatch(exception.Message):
                var asked = AllocatedBytes().Match(exception.Message);
                return asked.Success ? $"{OutOfMemory} libtorch asked for {asked.Groups[1].Value} bytes." : OutOfMemory;
            case ExternalException:
                return $"libtorch: {exception.Message}";
            case IOException when exception.HResult is NoSpaceOnUnix or NoSpaceOnWindows && !exception.Message.Contains("Free space", StringComparison.Ordinal):
                return $"{Ended(exception.Message)} Free space or choose another folder.";
            case CheckpointException or TokenizerFormatException or TrainingDivergedException:
            case ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException or JsonException:
                return exception.Message;
            default:
                return $"unexpected {exception.GetType().Name}: {Ended(exception.Message)} This is a fault of the program; ROTE_TRACE=1 shows where.";
        }
    }

    private const string OutOfMemory = "out of memory. Use a smaller batch, shorter texts or a smaller model.";

    // libtorch appends its own stack; .NET appends the parameter's name.
    private static string Fold(string message)
    {
        int stack = message.IndexOf("\nException raised from", StringComparison.Ordinal);
        string text = ParameterName().Replace(stack < 0 ? message : message[..stack], "");
        return WhiteSpace().Replace(text, " ").Trim();
    }

    private static string Ended(string message) => message.TrimEnd() is var text && text.EndsWith('.') ? text : text + ".";

    [GeneratedRegex("can't allocate memory|out of memory")]
    private static partial Regex NoMemory();

    [GeneratedRegex(@"allocate (\d+) bytes")]
    private static partial Regex AllocatedBytes();

    [GeneratedRegex(@" \(Parameter '[^']*'\)")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex WhiteSpace();
}
