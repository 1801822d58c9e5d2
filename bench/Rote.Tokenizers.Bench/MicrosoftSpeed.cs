using Microsoft.ML.Tokenizers;

namespace Rote.Tokenizers.Bench;

/// <summary>Microsoft.ML.Tokenizers on the same lines, where it can load the same vocabulary.</summary>
internal static class MicrosoftSpeed
{
    private const int WarmUps = 3, Runs = 7;

    public static void Measure(string kind, string[] files, string[] lines)
    {
        Microsoft.ML.Tokenizers.Tokenizer tokenizer = kind switch
        {
            "bert" => BertTokenizer.Create(files[0]),
            "gpt2" => CodeGenTokenizer.Create(File.OpenRead(files[0]), File.OpenRead(files[1])),
            "byte-bpe" => BpeTokenizer.Create(new Microsoft.ML.Tokenizers.BpeOptions(files[0], files[1]) { ByteLevel = true, PreTokenizer = RobertaPreTokenizer.Instance }),
            "sentencepiece" => SentencePieceTokenizer.Create(File.OpenRead(files[0]), addBeginningOfSentence: false),
            _ => throw new ArgumentException($"`kind` must be bert, gpt2, byte-bpe or sentencepiece; got '{kind}'.", nameof(kind)),
        };
        double megabytes = Corpus.BytesOf(lines) / 1e6;
        for (int i = 0; i < WarmUps; i++)
            _ = Tokens(tokenizer, lines);
        double full = megabytes / EncodingSpeed.Median(Runs, () => tokenizer, warm => Tokens(warm, lines));
        double ids = megabytes / EncodingSpeed.Median(Runs, () => tokenizer, warm => Ids(warm, lines));
        long before = GC.GetAllocatedBytesForCurrentThread();
        long tokens = Tokens(tokenizer, lines);
        double fullBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)tokens;
        before = GC.GetAllocatedBytesForCurrentThread();
        _ = Ids(tokenizer, lines);
        double idBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)tokens;
        Console.WriteLine($"Microsoft.ML.Tokenizers, {kind}: {tokens:N0} tokens; tokens with offsets {full:F1} MB/s; ids only {ids:F1}; bytes allocated a token: {fullBytes:F1}, ids only {idBytes:F1}");
    }

    private static long Tokens(Microsoft.ML.Tokenizers.Tokenizer tokenizer, string[] lines) => lines.Sum(line => (long)tokenizer.EncodeToTokens(line, out _).Count);

    private static long Ids(Microsoft.ML.Tokenizers.Tokenizer tokenizer, string[] lines) => lines.Sum(line => (long)tokenizer.EncodeToIds(line).Count);
}
