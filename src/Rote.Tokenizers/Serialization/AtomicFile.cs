namespace Rote.Tokenizers;

/// <summary>Writes a file beside its place, flushes it, and renames it: whoever reads sees the old file or the whole new one.</summary>
/// <remarks>Devices and pipes, such as <c>/dev/stdout</c>, are written straight: a rename would put a file in their place.</remarks>
public static class AtomicFile
{
    private const int NoSpaceOnUnix = 28, NoSpaceOnWindows = unchecked((int)0x80070070);
    private const string Remedy = "Free space or choose another folder; the old file, if any, is unchanged.";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its place; the folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays as it was.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; the message names the file.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        bool replaced = !IsDevice(path);
        string beside = replaced ? $"{path}.{Environment.ProcessId}.tmp" : path;
        bool opened = false;
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                opened = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (replaced)
                File.Move(beside, path, overwrite: true);
        }
        catch (Exception wrong)
        {
            // One that could not be opened is being written by another thread.
            if (opened && replaced && File.Exists(beside))
                File.Delete(beside);
            if (wrong is IOException or UnauthorizedAccessException)
                throw new IOException($"'{path}' cannot be written: {Reason(path, wrong)}", wrong);
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <param name="path">Its place; the folder must exist.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; the message names the file.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        bool special = full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal);
        return special && !full.StartsWith("/dev/shm/", StringComparison.Ordinal) && File.Exists(full);
    }

    private static string Reason(string path, Exception wrong) => wrong switch
    {
        _ when Directory.Exists(path) => "it is a folder. Name a file in it.",
        { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => $"no space is left on its device. {Remedy}",
        DirectoryNotFoundException => "its folder does not exist. Make the folder first.",
        _ => $"{wrong.Message.TrimEnd('.')}. {Remedy}",
    };
}
