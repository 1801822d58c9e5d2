namespace Rote.Cli.Pictures;

/// <summary>Where the maps of a PNG go: the mean on top, below it a row of heads for each layer.</summary>
/// <param name="Mean">The mean's map.</param>
/// <param name="Head">One head's map.</param>
/// <param name="HeadWidth">Width given to a head's map, pixels.</param>
/// <param name="HeadsPerRow">Heads side by side; a layer with more takes more rows.</param>
/// <param name="HeadTop">Where the heads begin, pixels.</param>
/// <param name="Width">Width of the picture, pixels.</param>
/// <param name="Height">Height of the picture, pixels.</param>
internal sealed record AttentionLayout(PanelShape Mean, PanelShape Head, float HeadWidth, int HeadsPerRow, float HeadTop, int Width, int Height)
{
    /// <summary>No side of the picture is longer, pixels.</summary>
    public const int MaxSide = 4000;

    /// <summary>Distance from the picture's edges to what is drawn, pixels.</summary>
    public const float Margin = 28;

    /// <summary>Distance between maps, pixels.</summary>
    public const float Between = 22;

    /// <summary>Width of the colour scale with its numbers, pixels.</summary>
    public const float ScaleWidth = 110;

    // Below this a label is too small to read: 9 pixels.
    private const int LeastLabelledCell = 11;
    private const int LeastCell = 2;
    private const int PreferredWidth = 2400;
    private const int PreferredMeanHeight = 900;
    private const int LeastWidth = 760;

    /// <summary>Finds the largest cells that fit: labelled ones first, then several rows for a layer, then heads without labels.</summary>
    /// <param name="source">The axis below.</param>
    /// <param name="target">The axis on the left.</param>
    /// <param name="headsOfLayers">Heads of each layer.</param>
    /// <param name="titleHeight">Height of the text above the mean, given the picture's width.</param>
    /// <param name="headTitleWidth">Width of the widest title of a head, pixels.</param>
    /// <exception cref="ArgumentException">Even the smallest cells do not fit.</exception>
    public static AttentionLayout Fit(TokenAxis source, TokenAxis target, IReadOnlyList<int> headsOfLayers, Func<float, float> titleHeight, float headTitleWidth)
    {
        int largest = Math.Clamp(260 / Math.Max(source.Count, target.Count), 16, 44);
        int mostHeads = headsOfLayers.Max();
        var labelled = Enumerable.Range(LeastLabelledCell, largest - LeastLabelledCell + 1).Reverse().ToArray();
        var bare = Enumerable.Range(LeastCell, LeastLabelledCell - LeastCell).Reverse();
        var perRow = Enumerable.Range(1, mostHeads).Select(rows => (mostHeads + rows - 1) / rows).Distinct().ToArray();
        var wishes = labelled.Select(cell => (Cell: cell, PerRow: mostHeads, IsLabelled: true, MaxWidth: PreferredWidth))
            .Concat(perRow.SelectMany(heads => labelled.Select(cell => (Cell: cell, PerRow: heads, IsLabelled: true, MaxWidth: MaxSide))))
            .Concat(bare.SelectMany(cell => perRow.Select(heads => (Cell: cell, PerRow: heads, IsLabelled: false, MaxWidth: MaxSide))));
        foreach (var wish in wishes)
        {
            var head = new PanelShape(wish.Cell, wish.IsLabelled, IsNamed: false, source, target);
            if (Place(head, wish.PerRow, headsOfLayers, titleHeight, headTitleWidth) is { } layout && layout.Width <= wish.MaxWidth && layout.Height <= MaxSide)
                return layout;
        }
        throw new ArgumentException(
            $"`maps` does not fit a PNG of {MaxSide} × {MaxSide} pixels: {headsOfLayers.Count} layers of up to {mostHeads} heads with T = {target.Count} written and " +
            $"S = {source.Count} source tokens. Write to a .html file instead, or draw fewer layers or a shorter text.");
    }

    private static AttentionLayout? Place(PanelShape head, int perRow, IReadOnlyList<int> headsOfLayers, Func<float, float> titleHeight, float headTitleWidth)
    {
        float headWidth = Math.Max(head.Width, headTitleWidth);
        float gridWidth = perRow * (headWidth + Between) - Between;
        int rows = headsOfLayers.Sum(heads => (heads + perRow - 1) / perRow);
        var mean = LargestMean(head, Math.Max(0.8f * gridWidth, 1000));
        if (mean is null)
            return null;
        float width = Math.Max(LeastWidth, Math.Max(gridWidth, mean.Width + ScaleWidth) + 2 * Margin);
        float headTop = Margin + titleHeight(width - 2 * Margin) + mean.Height + Between;
        float height = headTop + rows * (head.Height + Between) - Between + Margin;
        return new AttentionLayout(mean, head, headWidth, perRow, headTop, (int)MathF.Ceiling(width), (int)MathF.Ceiling(height));
    }

    private static PanelShape? LargestMean(PanelShape head, float preferredWidth)
    {
        int least = Math.Max(LeastLabelledCell, (int)head.Cell);
        for (int cell = 48; cell >= least; cell--)
        {
            var shape = new PanelShape(cell, IsLabelled: true, IsNamed: true, head.Source, head.Target);
            float width = shape.Width + ScaleWidth;
            bool isPreferred = width <= preferredWidth && shape.MapHeight <= PreferredMeanHeight;
            if (isPreferred || (cell == least && width + 2 * Margin <= MaxSide))
                return shape;
        }
        return null;
    }
}
