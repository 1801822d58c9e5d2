namespace Rote.Tokenizers;

/// <summary>Which tokens of an encoding are a text's, which were added, and which are padding; masks follow from it.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="First">Tokens of the first text.</param>
/// <param name="FirstOverflows">True when they are an overflowing window of it.</param>
/// <param name="Second">Tokens of the second text.</param>
/// <param name="SecondOverflows">True when they are an overflowing window of it.</param>
internal readonly record struct EncodingShape(EncodingLayout Layout, int First, bool FirstOverflows, int Second, bool SecondOverflows)
{
    /// <summary>Pads before everything else.</summary>
    public int PadsBefore { get; init; }

    /// <summary>Pads after everything else.</summary>
    public int PadsAfter { get; init; }

    /// <summary>What the pads are; null when there are none.</summary>
    public PaddingOptions? Padding { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int Count => PadsBefore + Layout.SpecialCount + First + Second + PadsAfter;

    /// <summary>How many tokens a segment of the layout has.</summary>
    public int LengthOf(LayoutSegment segment) => segment.Text switch
    {
        null => 1,
        0 => First,
        _ => Second,
    };

    /// <summary>The segment of every token.</summary>
    public IReadOnlyList<int> TypeIds()
    {
        var shape = this;
        if (PadsBefore + PadsAfter == 0 && Layout.OnlyTypeId is { } only)
            return new RepeatedNumber(only, Count);
        return Column(segment => shape.Overflows(segment) ? segment.OverflowTypeId : segment.TypeId, Padding?.PadTypeId ?? 0);
    }

    /// <summary>The text that every token comes from; -1 for none.</summary>
    public int[] Texts() => Column(static segment => segment.Text ?? -1, -1);

    /// <summary>1 for every token but the pads.</summary>
    public IReadOnlyList<int> AttentionMask() => PadsBefore + PadsAfter == 0 ? new RepeatedNumber(1, Count) : Column(static _ => 1, 0);

    /// <summary>1 for added tokens and pads.</summary>
    public int[] SpecialTokensMask() => Column(static segment => segment.IsSpecial ? 1 : 0, 1);

    /// <summary>The text of every token. Where no first text is named, Hugging Face counts everything, pads too, as it.</summary>
    public int?[] SequenceIds()
    {
        var shape = this;
        return Layout.NamesParts || Layout.Segments.Any(segment => segment.Sequence == 0 && shape.IsNamed(segment))
            ? Column(segment => shape.IsNamed(segment) ? segment.Sequence : null, null)
            : Column<int?>(static _ => 0, 0);
    }

    private bool Overflows(LayoutSegment segment) => segment.Text switch
    {
        null => false,
        0 => FirstOverflows,
        _ => SecondOverflows,
    };

    private bool IsNamed(LayoutSegment segment) => Overflows(segment) ? Layout.NamesOverflow : Layout.NamesSequences;

    private T[] Column<T>(Func<LayoutSegment, T> valueOf, T ofPads)
    {
        var column = new T[Count];
        column.AsSpan(0, PadsBefore).Fill(ofPads);
        int at = PadsBefore;
        foreach (var segment in Layout.Segments)
        {
            int length = LengthOf(segment);
            column.AsSpan(at, length).Fill(valueOf(segment));
            at += length;
        }
        column.AsSpan(at).Fill(ofPads);
        return column;
    }
}
