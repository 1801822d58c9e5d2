using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace Rote.Tensors.Native;

/// <summary>Reads why a call to the dispatcher failed.</summary>
/// <remarks>
/// libtorch 2.10's C interface returns no text: it logs it to standard error. Here the log is silenced for the whole process (its own warnings
/// too), and a call that failed is made again while standard error is a file in memory. What others wrote there in those milliseconds is passed on.
/// A call that fails does so while its arguments are checked, so that making it again changes nothing.
/// </remarks>
internal sealed unsafe class NativeError
{
    private const int StandardError = 2;
    private const int LogErrors = 2, LogNothing = 3; // GLOG_ERROR, GLOG_FATAL
    private const int LongestLog = 1 << 20;

    // A failing call of another thread may write into the same window; it then waits for the gate, so a few windows find a clean one.
    private const int Windows = 32;

    private static readonly Lock Gate = new();
    private readonly int* _level;

    private NativeError(int* level)
    {
        _level = level;
        *level = LogNothing;
    }

    /// <summary>Silences libtorch's log.</summary>
    /// <returns>A reader of reasons; null where this libtorch or system does not allow it: libtorch then prints them itself.</returns>
    public static NativeError? Find()
    {
        // the exported C++ variable is libtorch's own detail: a version without it still works, with poorer messages
        return OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("c10", typeof(torch).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, "FLAGS_caffe2_log_level", out var level)
            ? new NativeError((int*)level) : null;
    }

    /// <summary>The reason of a failure.</summary>
    /// <param name="failsAgain">Makes the call again; false when it succeeded this time.</param>
    /// <returns>libtorch's text without its backtrace; null when it could not be read.</returns>
    public string? ReasonOf(Func<bool> failsAgain)
    {
        lock (Gate)
        {
            for (int window = 0; window < Windows; window++)
            {
                bool failed = false;
                if (Record(() => failed = failsAgain()) is not { } text)
                    return null;
                var log = NativeLog.Parse(text);
                if (log.Rest.Length > 0)
                    Console.OpenStandardError().Write(Encoding.UTF8.GetBytes(log.Rest));
                if (!failed)
                    return null;
                if (log.Reasons is [var only])
                    return only;
            }
            return null;
        }
    }

    private string? Record(Action call)
    {
        using var file = Libc.MemoryFile("libtorch-log");
        int saved = Libc.Duplicate(StandardError);
        if (file is null || saved < 0)
            return null;
        try
        {
            if (Libc.Redirect((int)file.DangerousGetHandle(), StandardError) < 0)
                return null;
            *_level = LogErrors;
            call();
        }
        finally
        {
            *_level = LogNothing;
            _ = Libc.Redirect(saved, StandardError);
            _ = Libc.Close(saved);
        }
        byte[] bytes = new byte[Math.Min(RandomAccess.GetLength(file), LongestLog)];
        int length = RandomAccess.Read(file, bytes, 0);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
