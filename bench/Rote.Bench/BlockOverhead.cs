using System.Diagnostics;
using Rote.Layers;
using Rote.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Bench;

/// <summary>What a block costs over the same libtorch calls written flat, with the same weights, in alternating runs.</summary>
internal static class BlockOverhead
{
    private const int Width = 256, Length = 128, Heads = 8, Inner = 1024, Runs = 50, CallsInRun = 10, WarmUps = 10;

    public static void Run()
    {
        using var gradients = no_grad();
        using var block = new Block(Width, new BlockSpec
        {
            SelfAttention = new AttentionSpec { Heads = Heads },
            FeedForward = new FeedForwardSpec { Width = Inner },
        });
        var generator = new Generator(1);
        foreach (var parameter in block.parameters())
            parameter.normal_(0, 0.05, generator);
        block.eval();
        var weights = block.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
        Console.WriteLine($"D = {Width}, T = {Length}, H = {Heads}, F = {Inner}, float32, {get_num_threads()} threads, {Runs} alternating runs of {CallsInRun} calls");
        Console.WriteLine("| B | flat, ms | block, ms | overhead, median of pairs |");
        Console.WriteLine("|---|---|---|---|");
        foreach (int batch in new[] { 8, 1 })
        {
            using var x = randn(batch, Length, Width, generator: generator);
            using (NewDisposeScope())
            {
                double difference = (Flat(x, weights) - block.Pass(x, new BlockInputs())).abs().max().item<float>();
                if (difference > 1e-5)
                    throw new InvalidOperationException($"The two do not compute the same: {difference}.");
            }
            var flat = new List<double>();
            var whole = new List<double>();
            for (int run = -WarmUps; run < Runs; run++)
            {
                // Whoever goes first changes from run to run.
                double first = 0, second = 0;
                if (run % 2 == 0)
                    first = Milliseconds(() => Flat(x, weights));
                second = Milliseconds(() => block.Pass(x, new BlockInputs()));
                if (run % 2 != 0)
                    first = Milliseconds(() => Flat(x, weights));
                if (run < 0)
                    continue;
                flat.Add(first);
                whole.Add(second);
            }
            double overhead = Median([.. whole.Zip(flat, (ours, theirs) => ours / theirs - 1)]);
            Console.WriteLine($"| {batch} | {Median(flat):F3} | {Median(whole):F3} | {overhead:P1} |");
        }
    }

    internal static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Milliseconds(Func<Tensor> call)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsInRun; i++)
        {
            using var scope = NewDisposeScope();
            _ = call();
        }
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / CallsInRun;
    }

    private static Tensor Flat(Tensor x, Dictionary<string, Tensor> w)
    {
        long batch = x.size(0);
        var query = Products.Linear(x, w["self_attention.query.weight"], w["self_attention.query.bias"]).view(batch, Length, Heads, Width / Heads).transpose(1, 2);
        var key = Products.Linear(x, w["self_attention.key.weight"], w["self_attention.key.bias"]).view(batch, Length, Heads, Width / Heads).transpose(1, 2);
        var value = Products.Linear(x, w["self_attention.value.weight"], w["self_attention.value.bias"]).view(batch, Length, Heads, Width / Heads).transpose(1, 2);
        var attended = functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(batch, Length, Width);
        var first = functional.layer_norm(
            x + Products.Linear(attended, w["self_attention.output.weight"], w["self_attention.output.bias"]), [Width],
            w["self_attention_norm.weight"], w["self_attention_norm.bias"], 1e-5);
        var inner = Products.Linear(first, w["feed_forward.up.weight"], w["feed_forward.up.bias"]).relu();
        return functional.layer_norm(
            first + Products.Linear(inner, w["feed_forward.down.weight"], w["feed_forward.down.bias"]), [Width],
            w["feed_forward_norm.weight"], w["feed_forward_norm.bias"], 1e-5);
    }
}
