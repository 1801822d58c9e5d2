using Rote.Cli.Pictures;

namespace Rote.Cli.Tests.Pictures;

/// <summary>Attention made for tests.</summary>
internal static class Maps
{
    /// <summary>Random rows that sum to 1.</summary>
    public static AttentionMaps Random(IReadOnlyList<string> source, IReadOnlyList<string> target, int layers, int heads, int seed)
    {
        var random = new Random(seed);
        return new AttentionMaps(source, target, [.. Enumerable.Range(0, layers).Select(_ => Enumerable.Range(0, heads).Select(_ => RandomMap(target.Count, source.Count, random)).ToArray())]);
    }

    /// <summary>Every weight the same.</summary>
    public static float[,] Filled(int target, int source, float weight)
    {
        float[,] map = new float[target, source];
        for (int row = 0; row < target; row++)
            for (int column = 0; column < source; column++)
                map[row, column] = weight;
        return map;
    }

    /// <summary>A text's characters.</summary>
    public static string[] Characters(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    private static float[,] RandomMap(int target, int source, Random random)
    {
        float[,] map = new float[target, source];
        for (int row = 0; row < target; row++)
        {
            double[] weights = [.. Enumerable.Range(0, source).Select(_ => random.NextDouble())];
            for (int column = 0; column < source; column++)
                map[row, column] = (float)(weights[column] / weights.Sum());
        }
        return map;
    }
}
