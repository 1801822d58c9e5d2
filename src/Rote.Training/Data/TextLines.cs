using System.Text;

namespace Rote.Training.Data;

/// <summary>Reads text line by line: UTF-8, from a file, plain or gzip (told by its first bytes, not by its name), or from a reader.</summary>
/// <remarks><c>\n</c> and <c>\r\n</c> end a line, nothing else does.</remarks>
public static class TextLines
{
    private const int MaxLineLength = 1 << 20;

    /// <summary>Text in UTF-8 whose faults are errors, not question marks.</summary>
    public static Encoding Strict { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lines without their ends; <c>\n</c> and <c>\r\n</c> end a line, nothing else does. A byte order mark of UTF-8 is no part of the text.</returns>
    /// <exception cref="InvalidDataException">The file is empty, not text in UTF-8, damaged, cut off, or has a line of over 2²⁰ characters.</exception>
    /// <exception cref="IOException">The file is missing, cannot be read, or unpacks to over 2 GB.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        RequireFile(path);
        using var content = Gzip.Open(path);
        // Detection would let a byte order mark choose UTF-16, or a UTF-8 that takes wrong bytes.
        using var reader = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        string[] lines = [.. Read(reader, $"'{path}'")];
        return lines.Length > 0 ? lines : throw new InvalidDataException($"'{path}' is empty; expected at least one line of text.");
    }

    /// <summary>Reads lines as they come.</summary>
    /// <param name="reader">The text, such as standard input; best of encoding <see cref="Strict"/>.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The lines without their ends.</returns>
    /// <exception cref="InvalidDataException">It is not text in UTF-8, or has a line of over 2²⁰ characters.</exception>
    public static IEnumerable<string> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var line = new StringBuilder();
        for (int number = 1; ReadLine(reader, line, name, number); number++)
        {
            yield return line.ToString();
            line.Clear();
        }
    }

    /// <summary>Throws where there is no file to read.</summary>
    internal static void RequireFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
            throw new InvalidDataException($"'{path}' is a folder; expected a text file. Name the file itself.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' does not exist; expected a text file, plain or gzip.", path);
    }

    // TextReader.ReadLine also ends a line at a lone \r, which would take aligned files apart.
    private static bool ReadLine(TextReader reader, StringBuilder line, string name, int number)
    {
        int read;
        try
        {
            while ((read = reader.Read()) is not (-1 or '\n'))
            {
                if (read == 0)
                    throw new InvalidDataException($"{name} is not text: line {number} has a zero byte. Give plain text in UTF-8.");
                if (line.Length == MaxLineLength && !(read == '\r' && reader.Peek() == '\n'))
                    throw new InvalidDataException($"{name} has a line of over {MaxLineLength} characters (line {number}); expected one sentence a line.");
                line.Append((char)read);
            }
        }
        catch (DecoderFallbackException wrong)
        {
            // The reader decodes ahead of the line.
            throw new InvalidDataException($"{name} is not text in UTF-8 (line {number} or soon after). Convert it, for example with iconv -t UTF-8.", wrong);
        }
        if (read == '\n' && line.Length > 0 && line[^1] == '\r')
            line.Length--;
        return read == '\n' || line.Length > 0;
    }
}
