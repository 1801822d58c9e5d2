namespace Rote.Tokenizers.Serialization;

/// <summary>Writes a file so that nobody ever sees half of it.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file's place, flushes to the disk, renames. If anything fails the old file stays.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(beside))
                File.Delete(beside);
            throw new IOException($"'{path}' cannot be written: {wrong.Message} Free space or choose another folder; the old file, if any, is unchanged.", wrong);
        }
    }
}
