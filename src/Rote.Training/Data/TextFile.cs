using System.Text;

namespace Rote.Training.Data;

/// <summary>Reads a text file whole: UTF-8, plain or gzip (told by its first bytes, not by its name).</summary>
public static class TextFile
{
    /// <summary>The most bytes of a text, unpacked, that are read where nothing else is asked for: 256 MiB.</summary>
    public const int DefaultLimit = 1 << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes of it, unpacked, &gt; 0. Default: <see cref="DefaultLimit"/>.</param>
    /// <returns>The text with its line ends as they are; a byte order mark of UTF-8 is no part of it.</returns>
    /// <exception cref="InvalidDataException">The file is empty, larger, not text in UTF-8, damaged or cut off.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static string Read(string path, int limit = DefaultLimit)
    {
        TextLines.RequireFile(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        using var content = Gzip.Open(path, limit);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        var span = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (span.StartsWith(Encoding.UTF8.Preamble))
            span = span[Encoding.UTF8.Preamble.Length..];
        if (span.IsEmpty)
            throw new InvalidDataException($"'{path}' is empty; expected text.");
        try
        {
            return TextLines.Strict.GetString(span);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new InvalidDataException($"'{path}' is not text in UTF-8 (byte {wrong.Index}). Convert it, for example with iconv -t UTF-8.", wrong);
        }
    }
}
