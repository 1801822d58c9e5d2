using System.Diagnostics;

namespace Rote.Tokenizers.Bench;

/// <summary>How long a tokenizer takes to load.</summary>
internal static class Loading
{
    private const int Runs = 9;

    public static void Measure(string path)
    {
        double[] milliseconds = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            _ = Tokenizer.Load(path);
            milliseconds[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Console.WriteLine($"{path}: first {milliseconds[0]:F0} ms, JIT included; median of the rest {milliseconds[1..].Order().ElementAt((Runs - 1) / 2):F0} ms");
    }
}
