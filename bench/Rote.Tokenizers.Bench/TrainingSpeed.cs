using System.Diagnostics;
using System.Text;

namespace Rote.Tokenizers.Bench;

/// <summary>How long a tokenizer takes to train, reading the files and compiling this program included: a process trains once.</summary>
internal static class TrainingSpeed
{
    public static void Measure(string kind, int size, string output, IReadOnlyList<string> files)
    {
        long start = Stopwatch.GetTimestamp();
        var texts = TrainingFiles.Lines(files);
        var tokenizer = kind switch
        {
            "byte-bpe" => BpeTrainer.Train(texts, new BpeTrainerOptions
            {
                VocabularySize = size,
                InitialAlphabet = BpeTrainerOptions.ByteCharacters,
                PreTokenizer = new PreTokenizer.ByteLevel(AddPrefixSpace: false),
                Decoder = new TokenDecoder.ByteLevel(),
            }),
            "unigram" => UnigramTrainer.Train(texts, new UnigramTrainerOptions
            {
                VocabularySize = size,
                UnknownToken = "<unk>",
                SpecialTokens = ["<unk>"],
                Normalizer = new Normalizer.UnicodeForm(NormalizationForm.FormKC),
                PreTokenizer = new PreTokenizer.Metaspace(new Rune('▁')),
                Decoder = new TokenDecoder.Metaspace(new Rune('▁'), PrependScheme.Always, true),
            }),
            _ => throw new ArgumentException($"`kind` must be byte-bpe or unigram; got '{kind}'.", nameof(kind)),
        };
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{kind}, {tokenizer.VocabularySize:N0} tokens of {files.Sum(file => new FileInfo(file).Length) / 1e6:F1} MB: {seconds:F2} s, peak {process.PeakWorkingSet64 / 1e6:F0} MB");
        if (output != "-")
            tokenizer.Save(output);
    }
}
