using System.Diagnostics;

namespace Rote.Tokenizers.Bench;

/// <summary>How fast a tokenizer encodes lines, in megabytes of UTF-8 a second.</summary>
internal static class EncodingSpeed
{
    private const int WarmUps = 3, Runs = 7, Passes = 6;

    public static void Measure(string path, string[] lines)
    {
        Tokenizer Load() => Tokenizer.Load(path).WithTruncation(null).WithPadding(null);
        double megabytes = Corpus.BytesOf(lines) / 1e6;
        var tokenizer = Load();
        long tokens = 0;
        for (int i = 0; i < WarmUps; i++)
            tokens = All(tokenizer, lines);
        var one = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        var two = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        double Speed(Func<Tokenizer> next, Func<Tokenizer, long> encode) => megabytes / Median(Runs, next, encode);
        double full = Speed(() => tokenizer, warm => All(warm, lines));
        double cold = Speed(Load, fresh => All(fresh, lines));
        double ids = Speed(() => tokenizer, warm => Ids(warm, lines));
        double counts = Speed(() => tokenizer, warm => lines.Sum(line => (long)warm.CountTokens(line)));
        double oneThread = Passes * Speed(() => tokenizer, warm => OnThreads(1, warm, lines, EncodeAndTouch));
        double twoThreads = Passes * Speed(() => tokenizer, warm => OnThreads(2, warm, lines, EncodeAndTouch));
        double oneThreadIds = Passes * Speed(() => tokenizer, warm => OnThreads(1, warm, lines, Count));
        double twoThreadsIds = Passes * Speed(() => tokenizer, warm => OnThreads(2, warm, lines, Count));
        double batchOne = Speed(() => tokenizer, warm => warm.EncodeBatch(lines, parallel: one).Sum(Touch));
        double batchTwo = Speed(() => tokenizer, warm => warm.EncodeBatch(lines, parallel: two).Sum(Touch));
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = All(tokenizer, lines);
        double fullBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)tokens;
        before = GC.GetAllocatedBytesForCurrentThread();
        _ = Ids(tokenizer, lines);
        double idBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)tokens;
        Console.WriteLine($"{path}: {lines.Length:N0} lines, {megabytes:F2} MB, {tokens:N0} tokens");
        Console.WriteLine($"  ids + offsets + masks {full:F1} MB/s; new tokenizer {cold:F1}; ids only {ids:F1}; count only {counts:F1}; " +
            $"on 1 thread {oneThread:F1}, on 2 {twoThreads:F1} ({twoThreads / oneThread:F2}×); counting {oneThreadIds:F1}, on 2 {twoThreadsIds:F1} ({twoThreadsIds / oneThreadIds:F2}×); EncodeBatch, all results kept, 1 thread {batchOne:F1}, 2 threads {batchTwo:F1} ({batchTwo / batchOne:F2}×); bytes allocated a token: {fullBytes:F1}, ids only {idBytes:F2}");
    }

    public static double Median<T>(int runs, Func<T> next, Func<T, long> body)
    {
        double[] seconds = new double[runs];
        long check = 0;
        for (int run = 0; run < runs; run++)
        {
            var input = next();
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            check += body(input);
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return check > 0 ? seconds[runs / 2] : throw new InvalidOperationException("Nothing was encoded.");
    }

    private static long All(Tokenizer tokenizer, string[] lines)
    {
        long tokens = 0;
        foreach (string line in lines)
            tokens += Touch(tokenizer.Encode(line));
        return tokens;
    }

    // Ten times all lines, in stretches of a hundred, each fetched by the thread that is free.
    private static long OnThreads(int count, Tokenizer tokenizer, string[] lines, Func<Tokenizer, string, long> encode)
    {
        const int Stretch = 100;
        long tokens = 0;
        int next = 0;
        void Work()
        {
            long own = 0;
            for (int from; (from = Interlocked.Add(ref next, Stretch) - Stretch) < Passes * lines.Length;)
            {
                for (int at = from; at < Math.Min(from + Stretch, Passes * lines.Length); at++)
                    own += encode(tokenizer, lines[at % lines.Length]);
            }
            Interlocked.Add(ref tokens, own);
        }
        Thread[] others = [.. Enumerable.Range(1, count - 1).Select(_ => new Thread(Work))];
        Array.ForEach(others, thread => thread.Start());
        Work();
        Array.ForEach(others, thread => thread.Join());
        return tokens;
    }

    private static long EncodeAndTouch(Tokenizer tokenizer, string line) => Touch(tokenizer.Encode(line));

    private static long Count(Tokenizer tokenizer, string line) => tokenizer.CountTokens(line);

    // What a caller gets hold of: ids, offsets and the three masks.
    private static long Touch(Encoding encoding)
    {
        int count = encoding.Ids.Count;
        return encoding.Offsets.Count == count && encoding.AttentionMask.Count == count && encoding.TypeIds.Count == count && encoding.SpecialTokensMask.Count == count
            ? count
            : throw new InvalidOperationException("The lists of an encoding differ in length.");
    }

    private static long Ids(Tokenizer tokenizer, string[] lines)
    {
        var ids = new List<int>();
        long tokens = 0;
        foreach (string line in lines)
        {
            ids.Clear();
            tokenizer.EncodeToIds(line, ids);
            tokens += ids.Count;
        }
        return tokens;
    }
}
