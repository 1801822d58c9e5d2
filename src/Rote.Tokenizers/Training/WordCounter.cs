using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Rote.Tokenizers;

/// <summary>Counts the words of texts on all processors. The texts are read one by one, on the caller's thread.</summary>
internal static class WordCounter
{
    /// <summary>How much text a worker takes at once, in UTF-16 units; and how many such batches may wait for each.</summary>
    private const int BatchLength = 1 << 17, BatchesAhead = 2;

    /// <summary>Counts words: what the pre-tokenizer makes of the normalized texts. Special tokens spelt out in them are ordinary text.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="normalizer">Rewrites each text first; null leaves it.</param>
    /// <param name="preTokenizer">Splits it into words; null makes one word of it.</param>
    /// <param name="progress">Hears of the texts read.</param>
    /// <param name="cancellation">Ends the counting.</param>
    /// <returns>Every word once, by code points: the same, whatever order the texts come in.</returns>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static IReadOnlyList<WordCount> Count(
        IEnumerable<string> texts, Normalizer? normalizer, PreTokenizer? preTokenizer, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        WordCountWorker[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new WordCountWorker(normalizer, preTokenizer))];
        using var batches = new BlockingCollection<List<string>>(BatchesAhead * workers.Length);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] counting = [.. workers.Select(worker => Task.Factory.StartNew(
            () => Work(worker, batches, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        ExceptionDispatchInfo? wrong = null;
        try
        {
            Feed(texts, batches, progress, stop.Token);
        }
        catch (Exception exception)
        {
            wrong = ExceptionDispatchInfo.Capture(exception);
            stop.Cancel();
        }
        batches.CompleteAdding();
        try
        {
            Task.WaitAll(counting, CancellationToken.None);
        }
        catch (AggregateException failed)
        {
            // A worker's failure ends the feeding as a cancellation.
            if (failed.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) is { } first)
                wrong = ExceptionDispatchInfo.Capture(first);
        }
        cancellation.ThrowIfCancellationRequested();
        wrong?.Throw();
        return WordCountWorker.Merge(workers);
    }

    private static void Feed(IEnumerable<string> texts, BlockingCollection<List<string>> batches, IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        List<string> batch = [];
        long length = 0, count = 0;
        foreach (string? text in texts)
        {
            batch.Add(text ?? throw new ArgumentException("`texts` must hold no null; leave it out.", nameof(texts)));
            count++;
            length += text.Length;
            if (length < BatchLength && batch.Count < BatchLength)
                continue;
            batches.Add(batch, stop);
            progress?.Report(new TrainingProgress(TrainingStage.CountingWords, count, null));
            (batch, length) = ([], 0);
        }
        batches.Add(batch, stop);
        progress?.Report(new TrainingProgress(TrainingStage.CountingWords, count, count));
    }

    private static void Work(WordCountWorker worker, BlockingCollection<List<string>> batches, CancellationTokenSource stop)
    {
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(stop.Token))
            {
                foreach (string text in batch)
                    worker.Add(text);
            }
            worker.Flush();
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
