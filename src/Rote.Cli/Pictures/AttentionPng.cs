using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Draws cross-attention as a PNG.</summary>
internal sealed class AttentionPng : IDisposable
{
    private const float HeadingSize = 24;
    private const float TextSize = 18;
    private const float NoteSize = 14;
    private const float LineHeight = 1.4f;
    private const int MostLines = 6;

    private static readonly SKColor Ink = new(0x1a, 0x1a, 0x1a);
    private static readonly SKColor Faint = new(0x59, 0x59, 0x59);

    private readonly AttentionMaps _maps;
    private readonly LabelPainter _painter;
    private readonly (string Text, float Size, SKColor Color)[] _title;
    private readonly AttentionLayout _layout;

    private AttentionPng(AttentionMaps maps, string source, string output, SystemFonts fonts)
    {
        _maps = maps;
        _painter = new LabelPainter(fonts);
        _title =
        [
            ("Cross-attention", HeadingSize, Ink),
            ($"source: {TokenText.OneLine(source)}", TextSize, Ink),
            ($"output: {TokenText.OneLine(output)}", TextSize, Ink),
            (AttentionCaptions.Note(maps), NoteSize, Faint),
        ];
        float headTitle = AttentionCaptions.Heads(maps).Max(caption => _painter.Measure(caption, PanelShape.NameSize));
        _layout = AttentionLayout.Fit(
            new TokenAxis(maps.SourceTokens, EmWidth),
            new TokenAxis(maps.TargetTokens, EmWidth),
            [.. maps.Layers.Select(heads => heads.Count)],
            width => TitleLines(width).Sum(line => line.Size * LineHeight) + AttentionLayout.Between,
            headTitle);
    }

    /// <summary>Draws.</summary>
    /// <param name="maps">Weights, validated.</param>
    /// <param name="source">The text that was read.</param>
    /// <param name="output">The text that was written.</param>
    /// <param name="fonts">The installed fonts.</param>
    /// <returns>The file's bytes, and the characters that no font covers.</returns>
    /// <exception cref="ArgumentException">Too many maps or tokens for a PNG.</exception>
    public static (byte[] Png, MissingGlyphs Missing) Draw(AttentionMaps maps, string source, string output, SystemFonts fonts)
    {
        using var drawing = new AttentionPng(maps, source, output, fonts);
        return (drawing.Draw(), drawing._painter.Missing);
    }

    /// <summary>Frees the fonts.</summary>
    public void Dispose() => _painter.Dispose();

    private byte[] Draw()
    {
        using var bitmap = new SKBitmap(_layout.Width, _layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        float y = AttentionLayout.Margin;
        foreach (var line in TitleLines(_layout.Width - 2 * AttentionLayout.Margin))
        {
            _painter.Draw(canvas, line.Text, AttentionLayout.Margin, y + line.Size, line.Size, line.Color);
            y += line.Size * LineHeight;
        }
        y += AttentionLayout.Between;
        DrawPanel(canvas, _layout.Mean, _maps.Mean(), AttentionCaptions.Mean, AttentionLayout.Margin, y);
        DrawScale(canvas, AttentionLayout.Margin + _layout.Mean.Width + AttentionLayout.Between, y + PanelShape.MapTop);
        DrawHeads(canvas);
        return Encode(bitmap);
    }

    private void DrawHeads(SKCanvas canvas)
    {
        float y = _layout.HeadTop;
        for (int layer = 0; layer < _maps.Layers.Count; layer++)
        {
            var heads = _maps.Layers[layer];
            for (int head = 0; head < heads.Count; head++)
            {
                int column = head % _layout.HeadsPerRow;
                if (column == 0 && (layer, head) != (0, 0))
                    y += _layout.Head.Height + AttentionLayout.Between;
                float x = AttentionLayout.Margin + column * (_layout.HeadWidth + AttentionLayout.Between);
                DrawPanel(canvas, _layout.Head, heads[head], AttentionCaptions.Head(layer, head), x, y);
            }
        }
    }

    private void DrawPanel(SKCanvas canvas, PanelShape shape, float[,] map, string caption, float x, float y)
    {
        float left = x + shape.MapLeft;
        float top = y + PanelShape.MapTop;
        _painter.Draw(canvas, caption, left, top - 8, PanelShape.NameSize, Ink);
        DrawCells(canvas, map, left, top, shape.Cell);
        if (shape.IsLabelled)
            DrawLabels(canvas, shape, left, top);
        if (shape.IsNamed)
        {
            DrawCentered(canvas, AttentionCaptions.Source, left + shape.MapWidth / 2, top + shape.MapHeight + shape.LabelsBelow + PanelShape.NameSize, least: left);
            canvas.Save();
            canvas.Translate(x + PanelShape.NameSize, top + shape.MapHeight / 2);
            canvas.RotateDegrees(-90);
            DrawCentered(canvas, AttentionCaptions.Target, 0, 0, least: shape.MapHeight / 2 - shape.InnerHeight);
            canvas.Restore();
        }
    }

    private static void DrawCells(SKCanvas canvas, float[,] map, float left, float top, float cell)
    {
        // A hair between cells, where they are large enough to spare it, lets neighbours of one colour be counted.
        float hair = cell >= 8 ? 1 : 0;
        using var paint = new SKPaint();
        for (int target = 0; target < map.GetLength(0); target++)
        {
            for (int source = 0; source < map.GetLength(1); source++)
            {
                paint.Color = ColorScale.Of(map[target, source]);
                canvas.DrawRect(MathF.Round(left) + source * cell, MathF.Round(top) + target * cell, cell - hair, cell - hair, paint);
            }
        }
    }

    private void DrawLabels(SKCanvas canvas, PanelShape shape, float left, float top)
    {
        float size = shape.FontSize;
        // Capitals and digits are about 0.72 em high: this puts their middle on the cell's.
        float drop = 0.36f * size;
        for (int at = 0; at < shape.Target.Count; at++)
        {
            string label = shape.Target.Labels[at];
            float width = _painter.Measure(label, size);
            _painter.Draw(canvas, label, left - PanelShape.Gap - width, top + (at + 0.5f) * shape.Cell + drop, size, Ink);
        }
        float below = top + shape.MapHeight + PanelShape.Gap;
        for (int at = 0; at < shape.Source.Count; at++)
        {
            string label = shape.Source.Labels[at];
            float width = _painter.Measure(label, size);
            float middle = left + (at + 0.5f) * shape.Cell;
            if (!shape.Source.IsTurned(at))
            {
                _painter.Draw(canvas, label, middle - width / 2, below + 0.85f * size, size, Ink);
                continue;
            }
            canvas.Save();
            canvas.Translate(middle + drop, below + width);
            canvas.RotateDegrees(-90);
            _painter.Draw(canvas, label, 0, 0, size, Ink);
            canvas.Restore();
        }
    }

    private void DrawCentered(SKCanvas canvas, string text, float middle, float baseline, float least)
    {
        float width = _painter.Measure(text, PanelShape.NameSize);
        _painter.Draw(canvas, text, Math.Max(least, middle - width / 2), baseline, PanelShape.NameSize, Faint);
    }

    private void DrawScale(SKCanvas canvas, float left, float top)
    {
        const float width = 18;
        float height = Math.Clamp(_layout.Mean.MapHeight, 110, 320);
        using var paint = new SKPaint();
        for (int row = 0; row < height; row++)
        {
            paint.Color = ColorScale.Of(1 - row / (height - 1));
            canvas.DrawRect(left, top + row, width, 1.5f, paint);
        }
        paint.Color = Ink;
        foreach (double tick in ColorScale.Ticks)
        {
            float y = top + (float)(1 - tick) * height;
            canvas.DrawRect(left + width, y - 0.5f, 5, 1, paint);
            _painter.Draw(canvas, tick.ToString("0.00"), left + width + 9, y + 5, PanelShape.NameSize, Ink);
        }
        _painter.Draw(canvas, AttentionCaptions.Weight, left, top - 14, PanelShape.NameSize, Faint);
    }

    private IEnumerable<(string Text, float Size, SKColor Color)> TitleLines(float width) =>
        from part in _title
        from line in TextWrap.Wrap(part.Text, MostLines, line => _painter.Measure(line, part.Size) <= width)
        select (line, part.Size, part.Color);

    // Measured large, so that rounding to pixels does not count.
    private float EmWidth(string text) => _painter.Measure(text, 100) / 100;

    private static byte[] Encode(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
