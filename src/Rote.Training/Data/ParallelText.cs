namespace Rote.Training.Data;

/// <summary>Line-aligned parallel text: line n of one file says what line n of the other says.</summary>
public static class ParallelText
{
    /// <summary>Reads two files as pairs.</summary>
    /// <param name="sourcePath">What is read; UTF-8, plain or gzip.</param>
    /// <param name="targetPath">What is to be written; UTF-8, plain or gzip, as many lines.</param>
    /// <returns>All pairs in order, those with an empty side among them.</returns>
    /// <exception cref="InvalidDataException">A file is empty or not text, or the files have different numbers of lines.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static IReadOnlyList<TextPair> Read(string sourcePath, string targetPath)
    {
        var sources = TextLines.Read(sourcePath);
        var targets = TextLines.Read(targetPath);
        if (sources.Count != targets.Count)
        {
            throw new InvalidDataException(
                $"'{sourcePath}' has {sources.Count} lines and '{targetPath}' has {targets.Count}; line-aligned text needs as many in both. Align the files first.");
        }
        return [.. sources.Zip(targets, (source, target) => new TextPair(source, target))];
    }
}
