namespace Rote.Cli.Pictures;

/// <summary>Cross-attention of one sequence: who wrote, who was read, and how much.</summary>
/// <param name="SourceTokens">What was read, <c>[S]</c>.</param>
/// <param name="TargetTokens">What was written, <c>[T]</c>.</param>
/// <param name="Layers">A list of layers, each a list of heads, each head's weights <c>[T, S]</c>, from 0 to 1. Layers may differ in heads.</param>
internal sealed record AttentionMaps(
    IReadOnlyList<string> SourceTokens,
    IReadOnlyList<string> TargetTokens,
    IReadOnlyList<IReadOnlyList<float[,]>> Layers)
{
    // A softmax in half precision can miss 1 by this much.
    private const float Slack = 2e-3f;

    /// <summary>The average of all heads of all layers, <c>[T, S]</c>.</summary>
    public float[,] Mean()
    {
        float[,] mean = new float[TargetTokens.Count, SourceTokens.Count];
        var maps = Layers.SelectMany(heads => heads).ToArray();
        for (int target = 0; target < TargetTokens.Count; target++)
            for (int source = 0; source < SourceTokens.Count; source++)
                mean[target, source] = (float)maps.Average(map => (double)map[target, source]);
        return mean;
    }

    /// <summary>Checks that sizes agree and that weights are weights.</summary>
    /// <exception cref="ArgumentException">A list is empty, a map is not <c>[T, S]</c>, or a weight is not a number from 0 to 1.</exception>
    public void Validate()
    {
        if (SourceTokens.Count == 0)
            throw new ArgumentException("`SourceTokens` is empty: a map needs at least one token that was read.");
        if (TargetTokens.Count == 0)
            throw new ArgumentException("`TargetTokens` is empty: a map needs at least one token that was written.");
        if (Layers.Count == 0)
            throw new ArgumentException("`Layers` is empty: there is no attention to draw. Capture the maps of at least one layer.");
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            if (Layers[layer].Count == 0)
                throw new ArgumentException($"`Layers[{layer}]` has no heads; each layer must have at least one.");
            for (int head = 0; head < Layers[layer].Count; head++)
                ValidateMap(Layers[layer][head], $"Layers[{layer}][{head}]");
        }
    }

    private void ValidateMap(float[,] map, string name)
    {
        if (map.GetLength(0) != TargetTokens.Count || map.GetLength(1) != SourceTokens.Count)
        {
            throw new ArgumentException(
                $"`{name}` must have shape [T, S] = [{TargetTokens.Count}, {SourceTokens.Count}], one row for each token of `TargetTokens` and one column " +
                $"for each of `SourceTokens`; got [{map.GetLength(0)}, {map.GetLength(1)}].");
        }
        for (int target = 0; target < TargetTokens.Count; target++)
        {
            for (int source = 0; source < SourceTokens.Count; source++)
            {
                if (!(map[target, source] is >= -Slack and <= 1 + Slack))
                {
                    throw new ArgumentException(
                        $"`{name}[{target}, {source}]` must be a weight from 0 to 1; got {map[target, source]}. Draw what the softmax gives, not the scores before it.");
                }
            }
        }
    }
}
