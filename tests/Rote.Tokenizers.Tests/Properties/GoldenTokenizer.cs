using System.Collections.Concurrent;
using CsCheck;
using Rote.Testing;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>The reference tokenizers, each loaded once, without truncation, padding or a tokenizer_config.json; and texts that are hostile to them.</summary>
internal static class GoldenTokenizer
{
    private static readonly ConcurrentDictionary<string, Tokenizer> Loaded = new(StringComparer.Ordinal);

    public static Tokenizer Of(string kind) => Loaded.GetOrAdd(kind, static kind =>
    {
        TokenizerGoldens.Load(kind); // skips where a part is not built yet
        return Tokenizer.Load(Path.Combine(Reference.Folder, kind, "tokenizer.json")).WithTruncation(null).WithPadding(null);
    });

    /// <summary>Texts of up to so many parts, with the tokenizer's added tokens and half surrogate pairs.</summary>
    public static Gen<string> Texts(Tokenizer tokenizer, int parts = 12) => Texts([.. tokenizer.Pipeline.AddedTokens.Select(token => token.Content)], parts);

    /// <summary>Texts that spell out no added tokens but what chance brings.</summary>
    public static Gen<string> PlainTexts(int parts = 12) => Texts([], parts);

    private static Gen<string> Texts(string[] tokens, int parts) =>
        Gen.Int.Select(seed => new HostileText(new Random(seed), tokens, holdsHalves: true).Part()).Array[0, parts].Select(string.Concat);
}
