namespace Rote.Cli.Pictures;

/// <summary>Sizes of one map with its labels, in pixels, whatever draws it.</summary>
/// <param name="Cell">Side of a cell.</param>
/// <param name="IsLabelled">Whether tokens stand beside the cells.</param>
/// <param name="IsNamed">Whether the axes are named.</param>
/// <param name="Source">The axis below.</param>
/// <param name="Target">The axis on the left.</param>
internal sealed record PanelShape(float Cell, bool IsLabelled, bool IsNamed, TokenAxis Source, TokenAxis Target)
{
    /// <summary>Size of a label's font in cells: labels of one em stay within their cell.</summary>
    public const float FontPerCell = 0.8f;

    /// <summary>Distance from a label to the cells.</summary>
    public const float Gap = 4;

    /// <summary>Size of the fonts of names and titles.</summary>
    public const float NameSize = 14;

    /// <summary>Distance from the top edge to the cells: room for a caption.</summary>
    public const float MapTop = NameSize * 1.8f;

    private const float LargestFont = 22;

    // Room for the names of the axes and for the caption beside a map that has one cell only.
    private const float LeastNamed = 140;

    /// <summary>Size of the labels' font.</summary>
    public float FontSize => Math.Min(LargestFont, Cell * FontPerCell);

    /// <summary>Width of the cells.</summary>
    public float MapWidth => Cell * Source.Count;

    /// <summary>Height of the cells.</summary>
    public float MapHeight => Cell * Target.Count;

    /// <summary>Distance from the left edge to the cells.</summary>
    public float MapLeft => (IsNamed ? NameSize * 1.8f : 0) + (IsLabelled ? Target.Widest * FontSize + Gap : 0);

    /// <summary>Height of the labels below the cells.</summary>
    public float LabelsBelow => IsLabelled ? Source.Depth * FontSize + 2 * Gap : 0;

    /// <summary>Width kept for the cells, and for the name below them.</summary>
    public float InnerWidth => Math.Max(MapWidth, IsNamed ? LeastNamed : 0);

    /// <summary>Height kept for the cells, and for the name beside them.</summary>
    public float InnerHeight => Math.Max(MapHeight, IsNamed ? LeastNamed : 0);

    /// <summary>Width of everything.</summary>
    public float Width => MapLeft + InnerWidth;

    /// <summary>Height of everything.</summary>
    public float Height => MapTop + InnerHeight + LabelsBelow + (IsNamed ? NameSize * 1.6f : 0);
}
