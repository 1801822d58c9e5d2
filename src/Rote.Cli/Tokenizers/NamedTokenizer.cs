using System.Text.Json;
using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>A tokenizer and what the user calls it.</summary>
/// <param name="Name">The path as it was given.</param>
/// <param name="Tokenizer">The tokenizer.</param>
internal sealed record NamedTokenizer(string Name, Tokenizer Tokenizer)
{
    /// <summary>Loads one.</summary>
    /// <param name="path">As <see cref="Tokenizer.Load"/> takes it.</param>
    /// <returns>The tokenizer.</returns>
    public static NamedTokenizer Load(string path) => new(path, Tokenizer.Load(path));

    /// <summary>How many tokens there are: ids that have one.</summary>
    public int TokenCount => Ids.Count();

    /// <summary>The ids that have a token.</summary>
    public IEnumerable<int> Ids => Enumerable.Range(0, Tokenizer.VocabularySize).Where(id => Tokenizer.IdToToken(id) is not null);

    /// <summary>The same without truncation and padding.</summary>
    public Tokenizer Whole => Tokenizer.WithTruncation(null).WithPadding(null);

    /// <summary>The parts as JSON.</summary>
    /// <returns>An object as in a tokenizer.json.</returns>
    public JsonElement Parts()
    {
        using var json = JsonDocument.Parse(Tokenizer.DescribeParts());
        return json.RootElement.Clone();
    }
}
