using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Writes cross-attention as a page that needs no other file: drawn without scripts, with a script for what is under the pointer.</summary>
internal static partial class AttentionPage
{
    private const int MeanCell = 28;
    private const int HeadCell = 14;

    // A page with more would not open in a browser; weights take about 4 bytes each.
    private const long MostWeights = 20_000_000;

    // Weights are sent as whole numbers of this many parts: four decimals.
    private const int Parts = 10_000;

    /// <summary>Writes the page.</summary>
    /// <param name="maps">Weights, validated.</param>
    /// <param name="source">The text that was read.</param>
    /// <param name="output">The text that was written.</param>
    /// <exception cref="ArgumentException">More weights than a browser opens.</exception>
    public static string Write(AttentionMaps maps, string source, string output)
    {
        long weights = maps.Layers.Sum(heads => (long)heads.Count) * maps.SourceTokens.Count * maps.TargetTokens.Count;
        if (weights > MostWeights)
            throw new ArgumentException($"`maps` holds {weights} weights; a page shows at most {MostWeights}. Draw fewer layers or a shorter text.");
        var sourceAxis = new TokenAxis(maps.SourceTokens, EmWidth);
        var targetAxis = new TokenAxis(maps.TargetTokens, EmWidth);
        var mean = maps.Mean();
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>Cross-attention: {Escape(source)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>Cross-attention</h1>
            <dl><dt>source</dt><dd>{Escape(source)}</dd><dt>output</dt><dd>{Escape(output)}</dd></dl>
            <p>{Escape(AttentionCaptions.Note(maps))} <span class="hover">Point at a cell for its weight.</span></p>
            <div class="mean">

            """);
        AppendPanel(page, new PanelShape(MeanCell, IsLabelled: true, IsNamed: true, sourceAxis, targetAxis), mean, AttentionCaptions.Mean, 0);
        AppendScale(page);
        page.Append("</div>\n");
        var shape = new PanelShape(HeadCell, IsLabelled: true, IsNamed: false, sourceAxis, targetAxis);
        int map = 1;
        for (int layer = 0; layer < maps.Layers.Count; layer++)
        {
            page.Append("<div class=\"layer\">\n");
            for (int head = 0; head < maps.Layers[layer].Count; head++)
                AppendPanel(page, shape, maps.Layers[layer][head], AttentionCaptions.Head(layer, head), map++);
            page.Append("</div>\n");
        }
        AppendData(page, maps, mean);
        return page.Append($"<script>\n{Script}\n</script>\n</body>\n</html>\n").ToString();
    }

    private static void AppendPanel(StringBuilder page, PanelShape shape, float[,] map, string caption, int index)
    {
        float width = Math.Max(shape.Width, 130) + 2;
        page.Append($"<figure><figcaption style=\"padding-left:{Number(shape.MapLeft)}px\">{caption}</figcaption>");
        float height = shape.Height - PanelShape.MapTop;
        page.Append($"<svg role=\"img\" aria-label=\"{caption}\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"0 0 {Number(width)} {Number(height)}\" ");
        page.Append($"font-size=\"{Number(shape.FontSize)}\">\n");
        page.Append($"<image data-map=\"{index}\" x=\"{Number(shape.MapLeft)}\" width=\"{Number(shape.MapWidth)}\" height=\"{Number(shape.MapHeight)}\" ");
        page.Append($"preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(Pixels(map))}\"/>\n");
        AppendLabels(page, shape);
        page.Append($"<rect class=\"mark\" width=\"{Number(shape.Cell)}\" height=\"{Number(shape.Cell)}\"/></svg></figure>\n");
    }

    private static void AppendLabels(StringBuilder page, PanelShape shape)
    {
        float drop = shape.FontSize * 0.36f;
        page.Append("<g text-anchor=\"end\">");
        for (int at = 0; at < shape.Target.Count; at++)
            AppendText(page, shape.MapLeft - PanelShape.Gap, (at + 0.5f) * shape.Cell + drop, "", EscapeLabel(shape.Target.Labels[at]));
        for (int at = 0; at < shape.Source.Count; at++)
        {
            float middle = shape.MapLeft + (at + 0.5f) * shape.Cell;
            float below = shape.MapHeight + PanelShape.Gap;
            if (shape.Source.IsTurned(at))
                AppendText(page, 0, 0, $" transform=\"translate({Number(middle + drop)} {Number(below)}) rotate(-90)\"", EscapeLabel(shape.Source.Labels[at]));
            else
                AppendText(page, middle, below + shape.FontSize * 0.85f, " text-anchor=\"middle\"", EscapeLabel(shape.Source.Labels[at]));
        }
        page.Append("</g>\n");
        if (!shape.IsNamed)
            return;
        string name = $" class=\"name\" text-anchor=\"middle\" font-size=\"{PanelShape.NameSize}\"";
        AppendText(page, shape.MapLeft + shape.InnerWidth / 2, shape.MapHeight + shape.LabelsBelow + PanelShape.NameSize, name, AttentionCaptions.Source);
        AppendText(page, 0, 0, $"{name} transform=\"translate({PanelShape.NameSize} {Number(shape.InnerHeight / 2)}) rotate(-90)\"", AttentionCaptions.Target);
    }

    private static void AppendText(StringBuilder page, float x, float y, string attributes, string escaped) =>
        page.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{attributes}>{escaped}</text>");

    private static void AppendScale(StringBuilder page)
    {
        var colors = Enumerable.Range(0, 17).Select(step => ColorScale.Of(step / 16.0)).Select(color => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");
        page.Append($"<div class=\"scale\"><div class=\"bar\" style=\"background:linear-gradient(to top,{string.Join(',', colors)})\"></div><ol>");
        foreach (double tick in ColorScale.Ticks.Reverse())
            page.Append($"<li>{tick:0.00}</li>");
        page.Append($"</ol><span>{AttentionCaptions.Weight}</span></div>\n");
    }

    private static void AppendData(StringBuilder page, AttentionMaps maps, float[,] mean)
    {
        // The serializer escapes <, > and & within strings, so that no token can end the script element.
        page.Append("<script type=\"application/json\" id=\"data\">{\"source\":").Append(JsonSerializer.Serialize(maps.SourceTokens.Select(Spelt)));
        page.Append(",\"target\":").Append(JsonSerializer.Serialize(maps.TargetTokens.Select(Spelt)));
        page.Append($",\"parts\":{Parts},\"maps\":[");
        page.AppendJoin(',', maps.Layers.SelectMany(heads => heads).Prepend(mean).Select(map => $"[{string.Join(',', map.Cast<float>().Select(Quantized))}]"));
        page.Append("]}</script>\n");
    }

    // A cell is several pixels wide, so that readers who smooth pictures blur its edges only.
    private static byte[] Pixels(float[,] map)
    {
        const int side = 4;
        using var bitmap = new SKBitmap(map.GetLength(1) * side, map.GetLength(0) * side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint();
        for (int target = 0; target < map.GetLength(0); target++)
        {
            for (int source = 0; source < map.GetLength(1); source++)
            {
                paint.Color = ColorScale.Of(map[target, source]);
                canvas.DrawRect(source * side, target * side, side, side, paint);
            }
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static int Quantized(float weight) => (int)MathF.Round(Math.Clamp(weight, 0, 1) * Parts);

    // The page is drawn with fonts that are not known here: a monospaced Latin letter is 0.6 em wide, most others an em.
    private static float EmWidth(string label) => TokenText.Spelt(label).EnumerateRunes().Sum(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => rune.Value < 0x2E80 ? 0.61f : 1.02f,
    });

    private static string Spelt(string token) => TokenText.Spelt(TokenText.Shown(token));

    private static string Escape(string text) => EscapeLabel(TokenText.OneLine(text));

    private static string EscapeLabel(string label) => WebUtility.HtmlEncode(TokenText.Spelt(label));

    private static string Number(float number) => number.ToString("0.##");
}
