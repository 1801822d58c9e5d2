using System.IO.Compression;
using System.Text;

namespace Rote.Training.Data;

/// <summary>Reads a text file line by line: UTF-8, plain or gzip (told by its first bytes, not by its name).</summary>
public static class TextLines
{
    private const int MaxLineLength = 1 << 20;

    /// <summary>Reads all lines.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lines without their ends; <c>\n</c> and <c>\r\n</c> end a line, nothing else does. A byte order mark of UTF-8 is no part of the text.</returns>
    /// <exception cref="InvalidDataException">The file is empty, not text in UTF-8, damaged, cut off, or has a line of over 2²⁰ characters.</exception>
    /// <exception cref="IOException">The file is missing, cannot be read, or unpacks to over 2 GB.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
            throw new InvalidDataException($"'{path}' is a folder; expected a text file. Name the file itself.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' does not exist; expected a text file, plain or gzip.", path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        if (!file.CanSeek)
            throw new InvalidDataException($"'{path}' is a pipe or a device; expected a text file. Write the text to a file first.");
        using Stream content = IsGzip(file) ? Unpack(file, path) : file;
        // Detection would let a byte order mark choose UTF-16, or a UTF-8 that takes wrong bytes.
        using var reader = new StreamReader(content, new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var lines = new List<string>();
        try
        {
            for (var line = new StringBuilder(); ReadLine(reader, line, path, lines.Count + 1); line.Clear())
                lines.Add(line.ToString());
        }
        catch (DecoderFallbackException wrong)
        {
            throw new InvalidDataException($"'{path}' is not text in UTF-8 (after line {lines.Count}). Convert it, for example with iconv -t UTF-8.", wrong);
        }
        return lines.Count > 0 ? lines : throw new InvalidDataException($"'{path}' is empty; expected at least one line of text.");
    }

    private static bool IsGzip(FileStream file)
    {
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip;
    }

    // .NET takes a gzip file that was cut off for a whole one. So a second one, of one zero byte, is put behind it: only what is whole lets it be seen.
    private static MemoryStream Unpack(FileStream file, string path)
    {
        var packed = new MemoryStream();
        file.CopyTo(packed);
        using (var mark = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            mark.WriteByte(0);
        packed.Position = 0;
        var text = new MemoryStream();
        Exception? damage = null;
        try
        {
            using var content = new GZipStream(packed, CompressionMode.Decompress);
            content.CopyTo(text);
        }
        catch (InvalidDataException wrong)
        {
            damage = wrong;
        }
        if (damage is not null || text.Length == 0 || text.GetBuffer()[text.Length - 1] != 0)
            throw new InvalidDataException($"'{path}' is a gzip file that is damaged or cut off. Fetch it again.", damage);
        text.SetLength(text.Length - 1);
        text.Position = 0;
        return text;
    }

    // StreamReader.ReadLine also ends a line at a lone \r, which would take aligned files apart.
    private static bool ReadLine(StreamReader reader, StringBuilder line, string path, int number)
    {
        int read;
        while ((read = reader.Read()) is not (-1 or '\n'))
        {
            if (read == 0)
                throw new InvalidDataException($"'{path}' is not a text file: line {number} has a zero byte.");
            if (line.Length == MaxLineLength && !(read == '\r' && reader.Peek() == '\n'))
                throw new InvalidDataException($"'{path}' has a line of over {MaxLineLength} characters (line {number}); expected one sentence a line.");
            line.Append((char)read);
        }
        if (read == '\n' && line.Length > 0 && line[^1] == '\r')
            line.Length--;
        return read == '\n' || line.Length > 0;
    }
}
