using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Rote.Training.Data;
using Rote.Training.Dates;

namespace Rote.Training.Translation;

/// <summary>The pairs of a job, read into memory.</summary>
/// <param name="Training">Trained on.</param>
/// <param name="Validation">Held out, decides when to stop.</param>
/// <param name="Test">Held out, looked at once at the end.</param>
/// <param name="TestGroups">What each test pair is reported under, such as its language; empty where there are no groups.</param>
public sealed record TranslationData(
    IReadOnlyList<TextPair> Training, IReadOnlyList<TextPair> Validation, IReadOnlyList<TextPair> Test, IReadOnlyList<string> TestGroups)
{
    private const int MostHeldOut = 1000;

    /// <summary>Reads or draws the pairs.</summary>
    /// <param name="corpus">Which.</param>
    /// <param name="seed">Decides which dates are drawn for training; the held-out ones are the same for every seed.</param>
    /// <returns>The pairs; of files without those that are blank on a side. Files are tested on their validation pairs.</returns>
    /// <exception cref="InvalidDataException">A file is empty or not text, files are not aligned, or too few pairs are left.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static TranslationData Load(CorpusSpec corpus, int seed)
    {
        switch (corpus)
        {
            case CorpusSpec.Dates dates:
                return new TranslationData(
                    [.. DateCorpus.Training(seed, dates.TrainingPairs).Select(Pair)],
                    [.. DateCorpus.Validation(dates.ValidationPairs).Select(Pair)],
                    [.. DateCorpus.Test.Select(Pair)],
                    [.. DateCorpus.Test.Select(example => example.Language.ToString())]);
            case CorpusSpec.Files files:
                var all = ParallelText.Read(files.Source, files.Target);
                if (files.ValidationSource is { } source && files.ValidationTarget is { } target)
                {
                    var validation = NotEmpty(ParallelText.Read(source, target), source);
                    return new TranslationData(NotEmpty(all, files.Source), validation, validation, []);
                }
                var usable = NotEmpty(all, files.Source);
                int heldOut = Math.Clamp(usable.Length / 100, 1, MostHeldOut);
                if (usable.Length - heldOut < 1)
                    throw new InvalidDataException($"'{files.Source}' has {usable.Length} usable pair(s), too few to hold one out for validation. Add text, or name validation files.");
                TextPair[] last = [.. usable.Skip(usable.Length - heldOut)];
                return new TranslationData([.. usable.Take(usable.Length - heldOut)], last, last, []);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A digest of all texts: equal where the texts are.</summary>
    /// <returns>SHA-256 in hexadecimal.</returns>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { Training, Validation, Test })
        {
            Number(part.Count);
            foreach (string text in part.SelectMany(pair => new[] { pair.Source, pair.Target }))
            {
                Number(text.Length);
                hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Number(int value) => hash.AppendData(BitConverter.GetBytes(value));
    }

    private static TextPair Pair(DateExample example) => new(example.Source, example.Target);

    private static TextPair[] NotEmpty(IReadOnlyList<TextPair> pairs, string path)
    {
        TextPair[] kept = [.. pairs.Where(pair => !string.IsNullOrWhiteSpace(pair.Source) && !string.IsNullOrWhiteSpace(pair.Target))];
        return kept.Length > 0 ? kept : throw new InvalidDataException($"'{path}' and its translation have no line with text on both sides; expected at least one.");
    }
}
