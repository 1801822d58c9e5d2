namespace Rote.Cli.Pictures;

/// <summary>The labels of one axis and their sizes, in em, so that a layout can scale them.</summary>
internal sealed class TokenAxis
{
    private readonly bool[] _turned;

    /// <summary>Measures labels.</summary>
    /// <param name="tokens">The tokens of the axis, at least one.</param>
    /// <param name="measure">Width of a text in em.</param>
    public TokenAxis(IReadOnlyList<string> tokens, Func<string, float> measure)
    {
        Labels = [.. tokens.Select(TokenText.Shown)];
        var widths = Labels.Select(measure).ToArray();
        var wide = widths.Select(width => width * PanelShape.FontPerCell > 1).ToArray();
        // A word among single characters is turned alone; a line of words is turned as a whole.
        bool all = wide.Count(one => one) * 2 > wide.Length;
        _turned = [.. wide.Select(one => one || all)];
        Widest = widths.Max();
        Depth = widths.Where((_, at) => _turned[at]).Append(1).Max();
    }

    /// <summary>What is written beside the cells.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Tokens on the axis.</summary>
    public int Count => Labels.Count;

    /// <summary>Width of the widest label, em.</summary>
    public float Widest { get; }

    /// <summary>Height of the labels when they stand below the cells, wide ones turned, em.</summary>
    public float Depth { get; }

    /// <summary>Whether a label is wider than a cell, so that below the cells it is written upwards.</summary>
    /// <param name="at">Its place.</param>
    public bool IsTurned(int at) => _turned[at];
}
