using System.Collections.Concurrent;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>The reference tokenizers that cases start from.</summary>
internal sealed class FuzzSeeds
{
    private static readonly string[] Names = ["tokenizer.json", "tokenizer_config.json", "vocab.txt", "vocab.json", "merges.txt", "tokenizer.model"];

    private readonly ConcurrentDictionary<string, Tokenizer> _loaded = new(StringComparer.Ordinal);

    public FuzzSeeds(string folder) => Kinds =
    [
        .. Directory.GetDirectories(folder).Where(kind => File.Exists(Path.Combine(kind, "tokenizer.json"))).Order(StringComparer.Ordinal)
            .Select(kind => (kind, Names.Where(name => File.Exists(Path.Combine(kind, name))).ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(kind, name))))),
    ];

    /// <summary>Folders, and what their files hold.</summary>
    public IReadOnlyList<(string Folder, Dictionary<string, byte[]> Files)> Kinds { get; }

    /// <summary>The tokenizer of a kind as it is.</summary>
    public Tokenizer Tokenizer(int kind) => _loaded.GetOrAdd(Kinds[kind].Folder, static folder => Tokenizers.Tokenizer.Load(folder).WithTruncation(null).WithPadding(null));
}
