using System.Text;

namespace Rote.Checkpoints;

/// <summary>Writes a file beside its place, flushes it, and renames it: whoever reads sees the old file or the whole new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its place; the folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays as it was.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; the message names the file.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception wrong)
        {
            File.Delete(beside);
            if (wrong is IOException or UnauthorizedAccessException)
                throw new IOException($"'{path}' cannot be written: {wrong.Message} Free space or choose another folder; the old file, if any, is unchanged.", wrong);
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <param name="path">Its place; the folder must exist.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; the message names the file.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
