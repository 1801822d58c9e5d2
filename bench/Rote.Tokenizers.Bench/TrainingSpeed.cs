using System.Diagnostics;

namespace Rote.Tokenizers.Bench;

/// <summary>How long a byte-level BPE takes to train, reading the files and compiling this program included: a process trains once.</summary>
internal static class TrainingSpeed
{
    public static void Measure(int size, IReadOnlyList<string> files)
    {
        long start = Stopwatch.GetTimestamp();
        var tokenizer = BpeTrainer.Train(TrainingFiles.Lines(files), new BpeTrainerOptions
        {
            VocabularySize = size,
            InitialAlphabet = BpeTrainerOptions.ByteCharacters,
            PreTokenizer = new PreTokenizer.ByteLevel(AddPrefixSpace: false),
            Decoder = new TokenDecoder.ByteLevel(),
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{tokenizer.VocabularySize:N0} tokens of {files.Sum(file => new FileInfo(file).Length) / 1e6:F1} MB: {seconds:F2} s, peak {process.PeakWorkingSet64 / 1e6:F0} MB");
    }
}
