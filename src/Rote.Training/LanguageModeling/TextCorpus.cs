using Rote.Training.Data;
using Rote.Training.Stories;

namespace Rote.Training.LanguageModeling;

/// <summary>A text to train a language model on, and what it is.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Text">The text.</param>
public sealed record TextCorpus(string Name, string Text)
{
    /// <summary>What the built-in text is called.</summary>
    public const string StoriesName = "built-in stories";

    /// <summary>What tiny Shakespeare is called.</summary>
    public const string ShakespeareName = "tiny Shakespeare";

    // The text has 1.1 MB: whatever is much larger is another.
    private const int MostBytes = 4 << 20;

    private static readonly string[] Files = ["tinyshakespeare.txt.gz", "tinyshakespeare.txt"];

    /// <summary>Tiny Shakespeare where a folder holds it, else the built-in stories; the name says which.</summary>
    /// <param name="folder">Where to look for <c>tinyshakespeare.txt.gz</c> or <c>tinyshakespeare.txt</c>; null looks nowhere. It may be missing.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">The file is there, and it is damaged, not text, or larger than 4 MiB.</exception>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static TextCorpus Find(string? folder)
    {
        string? path = folder is null ? null : Files.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return path is null ? new TextCorpus(StoriesName, StoryCorpus.Text()) : new TextCorpus(ShakespeareName, TextFile.Read(path, MostBytes));
    }
}
