using System.Text;

namespace Rote.Tokenizers;

/// <summary>Texts to train on that lie in files.</summary>
public static class TrainingFiles
{
    private const int BufferLength = 1 << 16;

    /// <summary>
    /// The lines of UTF-8 files, one after the other, as Hugging Face's trainers read them: each keeps its line feed, so that pre-tokenizers see it. A
    /// carriage return is text, and so is a byte order mark.
    /// </summary>
    /// <param name="paths">The files. They are opened when their turn comes.</param>
    /// <returns>The lines; reading goes on as they are asked for.</returns>
    /// <exception cref="InvalidDataException">A file is not UTF-8; thrown while the lines are read.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read; thrown while the lines are read.</exception>
    public static IEnumerable<string> Lines(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.SelectMany(LinesOf);
    }

    private static IEnumerable<string> LinesOf(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, BufferLength);
        char[] buffer = new char[BufferLength];
        // Of what was read, the line under way begins at `start`, and no line feed lies before `searched`.
        int start = 0, searched = 0, end = 0;
        long line = 1;
        while (true)
        {
            int length = buffer.AsSpan(searched, end - searched).IndexOf('\n') + 1;
            if (length > 0)
            {
                searched += length;
                yield return new string(buffer, start, searched - start);
                line++;
                start = searched;
                continue;
            }
            end = MakeRoom(ref buffer, start, end);
            (start, searched) = (0, end);
            int read = Read(reader, buffer.AsSpan(end), path, line);
            if (read == 0)
                break;
            end += read;
        }
        if (end > start)
            yield return new string(buffer, start, end - start);
    }

    // The unfinished line moves to the front; one that fills the buffer gets a larger one.
    private static int MakeRoom(ref char[] buffer, int start, int end)
    {
        var rest = buffer.AsSpan(start, end - start);
        if (rest.Length == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        else
            rest.CopyTo(buffer);
        return rest.Length;
    }

    private static int Read(StreamReader reader, Span<char> buffer, string path, long line)
    {
        try
        {
            return reader.Read(buffer);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new InvalidDataException($"'{path}' must be UTF-8; on line {line} or soon after it there are bytes that are not. Convert the file.", wrong);
        }
    }
}
