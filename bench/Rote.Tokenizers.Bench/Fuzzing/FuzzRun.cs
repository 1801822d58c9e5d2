using System.Diagnostics;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Runs cases until the time is over. A case is a number under a seed: the same two make the same case.</summary>
/// <param name="folder">The reference tokenizers, a folder each.</param>
/// <param name="seed">The seed.</param>
internal sealed class FuzzRun(string folder, int seed)
{
    private const int Stack = 1 << 20;
    private const long MostBytes = 2L << 30;

    // A regular expression may take 5 seconds a text.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60), Slow = TimeSpan.FromSeconds(5);

    private readonly FuzzSeeds _seeds = new(folder);
    private readonly Dictionary<string, int> _outcomes = [];
    private readonly HashSet<string> _found = [];
    private (double Seconds, int Case) _slowest;
    private (long Bytes, int Case) _largest;

    /// <summary>Runs cases.</summary>
    /// <param name="minutes">For how long.</param>
    /// <param name="first">The number of the first.</param>
    /// <returns>How many kinds of failures there were.</returns>
    public int Run(double minutes, int first)
    {
        var clock = Stopwatch.StartNew();
        int number = first;
        do
            RunOne(number++);
        while (clock.Elapsed.TotalMinutes < minutes);
        Console.WriteLine($"seed {seed}, cases {first} to {number - 1}, {clock.Elapsed.TotalSeconds:F0} s; slowest {_slowest.Seconds:F1} s (case {_slowest.Case}), most memory allocated {_largest.Bytes / 1e6:F0} MB (case {_largest.Case}); failures of {_found.Count} kinds");
        foreach (var (outcome, count) in _outcomes.OrderByDescending(entry => entry.Value))
            Console.WriteLine($"  {count,8:N0}  {outcome}");
        return _found.Count;
    }

    private void RunOne(int number)
    {
        string outcome = "";
        Exception? failure = null;
        long bytes = 0;
        long start = Stopwatch.GetTimestamp();
        // A small stack finds what goes too deep.
        var thread = new Thread(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                outcome = new FuzzCase(_seeds, new Random(unchecked(seed * 1_000_003 + number))).Run();
            }
            catch (Exception wrong)
            {
                failure = wrong;
            }
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }, Stack)
        { IsBackground = true };
        File.WriteAllText(Path.Combine(Path.GetTempPath(), $"rote-fuzz-{seed}.txt"), $"{number}");
        thread.Start();
        if (!thread.Join(Limit))
            throw new TimeoutException($"Case {number} of seed {seed} has not ended after {Limit.TotalSeconds} s.");
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (seconds > _slowest.Seconds)
            _slowest = (seconds, number);
        if (bytes > _largest.Bytes)
            _largest = (bytes, number);
        if (failure is null && seconds > Slow.TotalSeconds && !outcome.Contains("too long", StringComparison.Ordinal))
            failure = new TimeoutException($"{seconds:F1} s: {outcome}");
        if (failure is null && bytes > MostBytes)
            failure = new FuzzFailure($"{bytes / 1e6:F0} MB: {outcome}");
        outcome = failure is null ? outcome : $"FAILED {failure.GetType().Name}";
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (failure is not null && _found.Add($"{failure.GetType()} {failure.StackTrace?.Split('\n')[0]}"))
            Console.WriteLine($"case {number} of seed {seed}: {failure}");
    }
}
