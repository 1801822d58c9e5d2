using System.Text.Json;
using Rote.Checkpoints;
using Rote.Generation;
using Rote.Models;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>The reference models that generation is tested with, random inputs for them, and what is said of both more than once.</summary>
internal static class TinyModels
{
    /// <summary>Prompts: learned and rotary positions, grouped keys.</summary>
    public static readonly string[] Decoders = ["gpt2", "llama"];

    /// <summary>Encoder–decoders: bucket and sinusoidal positions.</summary>
    public static readonly string[] Translators = ["t5", "marian"];

    public static Transformer Load(string name) => HuggingFaceDirectory.Load(GoldenFolder.Model(name)).Model;

    /// <summary>The options of the model's directory, for so many tokens.</summary>
    public static GenerationOptions Options(string name, int maxNewTokens)
    {
        using var config = Parse(name, "config.json");
        using var own = Parse(name, "generation_config.json");
        return GenerationOptions.FromConfig(config.RootElement, own.RootElement) with { MaxNewTokens = maxNewTokens };
    }

    /// <summary>Rows of random length and random ids, without special tokens.</summary>
    public static long[][] RandomRows(int seed, int rows, int longest, int vocabularySize)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => random.NextInt64(5, vocabularySize)).ToArray())];
    }

    /// <summary>Rows in one tensor, and where they are real.</summary>
    public static (Tensor Ids, Tensor Keep) Padded(long[][] rows, bool left)
    {
        int longest = rows.Max(row => row.Length);
        long[] ids = [.. rows.SelectMany(row => Beside(row, new long[longest - row.Length], left))];
        bool[] keep = [.. rows.SelectMany(row => Beside(row.Select(_ => true), new bool[longest - row.Length], left))];
        return (tensor(ids).view(rows.Length, longest), tensor(keep).view(rows.Length, longest));
    }

    /// <summary>So many tokens that the model does write for these inputs, at different times, so that with them as end tokens rows end.</summary>
    public static int[] ReachedEnds(Transformer model, Tensor ids, Tensor keep, GenerationOptions options, int count)
    {
        int start = model.Spec.Encoder is null ? (int)ids.size(1) : 1;
        var free = Write(model, ids, keep, options with { Beams = 1, ReturnSequences = 1, EndIds = [], ForcedEndId = null }).Sequences;
        return [.. free.Select((row, index) => (int)row[start + 2 + index % (options.MaxNewTokens - 2)]).Distinct().Take(count)];
    }

    public static GeneratedTokens Write(Transformer model, Tensor ids, Tensor? keep, GenerationOptions options) =>
        TokenGenerator.Generate(model, ids, keep, options, TestContext.Current.CancellationToken);

    private static IEnumerable<T> Beside<T>(IEnumerable<T> row, T[] padding, bool left) => left ? padding.Concat(row) : row.Concat(padding);

    private static JsonDocument Parse(string name, string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(GoldenFolder.Model(name), file)));
}
