using Rote.Tokenizers;
using Rote.Training.Data;

namespace Rote.Cli.Tokenizers;

/// <summary>Files to train on.</summary>
internal sealed class TrainingTexts
{
    private readonly string[] _paths;
    private readonly bool _keepsLineEnds;

    /// <summary>Looks whether the files are there.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="keepsLineEnds">True gives each line with its line feed.</param>
    /// <exception cref="IOException">One is missing, empty or a folder.</exception>
    public TrainingTexts(string[] paths, bool keepsLineEnds)
    {
        (_paths, _keepsLineEnds) = (paths, keepsLineEnds);
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                throw new FileNotFoundException($"'{path}' is a folder; expected a text file. Name the files in it.", path);
            if (!File.Exists(path))
                throw new FileNotFoundException($"'{path}' does not exist; expected a text file, plain or gzip.", path);
        }
    }

    /// <summary>Lines that were read so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Reads all files, line by line.</summary>
    /// <returns>The lines.</returns>
    /// <exception cref="InvalidDataException">A file is not text in UTF-8, or there is no text in any; thrown while the lines are read.</exception>
    public IEnumerable<string> Read()
    {
        foreach (string line in _paths.SelectMany(LinesOf))
        {
            if (line.Contains('\0'))
                throw new InvalidDataException($"line {Lines + 1} of the text has a zero byte. Give plain text in UTF-8.");
            Lines++;
            yield return line;
        }
        if (Lines == 0)
            throw new InvalidDataException($"'{string.Join("', '", _paths)}': there is no text; expected at least one line.");
    }

    private IEnumerable<string> LinesOf(string path)
    {
        if (IsPacked(path))
            return _keepsLineEnds ? TextLines.Read(path).Select(line => line + "\n") : TextLines.Read(path);
        var lines = TrainingFiles.Lines(path);
        return _keepsLineEnds ? lines : lines.Select(WithoutEnd);
    }

    private static string WithoutEnd(string line) => line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] : line.EndsWith('\n') ? line[..^1] : line;

    private static bool IsPacked(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
    }
}
