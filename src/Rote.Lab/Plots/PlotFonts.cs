using SkiaSharp;

namespace Rote.Lab.Plots;

/// <summary>The fonts that plots are written with.</summary>
internal static class PlotFonts
{
    /// <summary>A font with Chinese; null where none is installed.</summary>
    public static string? Chinese { get; } = Find('中');

    /// <summary>Whether a font with Chinese is installed.</summary>
    public static bool HasChinese => Chinese is not null;

    /// <summary>The font of a language.</summary>
    /// <param name="language">The language.</param>
    /// <returns>Its family's name.</returns>
    public static string Of(Language language) => language == Language.Chinese && Chinese is { } chinese ? chinese : ScottPlot.Fonts.Default;

    private static string? Find(char sign)
    {
        using var typeface = SKFontManager.Default.MatchCharacter(sign);
        return typeface?.FamilyName;
    }
}
