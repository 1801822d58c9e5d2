using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Rote.Cli;

/// <summary>Standard output into a pipe. .NET's own swallows that the reader is gone: in front of <c>head</c> a verb would go on for ever.</summary>
internal static class RedirectedOutput
{
    private const int StandardOutput = 1, BrokenPipe = 32; // EPIPE

    /// <summary>Makes <see cref="Console.Out"/> tell of a reader that is gone, where it is a pipe.</summary>
    public static void UsePipe()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return;
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file may be shared with standard error, and then has one place for both, which a stream of its own would not know.
        if (!stream.CanSeek)
            Console.SetOut(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
    }

    /// <summary>True when a failure is that nobody reads any more.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>Whether to end without a word.</returns>
    public static bool IsClosed(Exception exception) => exception is IOException && !OperatingSystem.IsWindows() && exception.HResult == BrokenPipe;
}
