namespace Rote.Cli.Pictures;

/// <summary>What is written around the maps, in a picture and in a page alike.</summary>
internal static class AttentionCaptions
{
    /// <summary>Above the mean.</summary>
    public const string Mean = "mean of all heads";

    /// <summary>Names the axis below.</summary>
    public const string Source = "source token";

    /// <summary>Names the axis on the left.</summary>
    public const string Target = "written token";

    /// <summary>Names the colour scale.</summary>
    public const string Weight = "weight";

    /// <summary>Above a head; counted from 1.</summary>
    /// <param name="layer">Layer, counted from 0.</param>
    /// <param name="head">Head, counted from 0.</param>
    public static string Head(int layer, int head) => $"layer {layer + 1}, head {head + 1}";

    /// <summary>The captions of all heads, layer by layer.</summary>
    /// <param name="maps">The weights.</param>
    public static IEnumerable<string> Heads(AttentionMaps maps) => maps.Layers.SelectMany((heads, layer) => heads.Select((_, head) => Head(layer, head)));

    /// <summary>How to read the maps, and what the signs mean.</summary>
    /// <param name="maps">The weights.</param>
    public static string Note(AttentionMaps maps)
    {
        string legend = TokenText.Legend(maps.SourceTokens.Concat(maps.TargetTokens));
        return $"A row shows where a written token read. All maps share one colour scale, 0 to 1, and the axes of the mean. {legend}".TrimEnd();
    }
}
