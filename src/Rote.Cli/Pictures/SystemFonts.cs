using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Finds, for a character, an installed font that covers it.</summary>
/// <remarks>
/// On Linux the drawing library is built without fontconfig: its own search by character finds nothing, and it reads /usr/share/fonts only.
/// So families are asked one by one, and the users' font folders are read here. Fonts are not disposed: the library shares one object for a
/// font among all who ask for it, on all threads.
/// </remarks>
internal sealed class SystemFonts
{
    // A folder with more is not searched to its end: a picture must not take minutes.
    private const int MaxFiles = 1000;
    private const int MaxFacesPerFile = 32;
    private const int RegularWeight = 400;

    private static readonly string[] Preferred = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial", "Roboto", "Open Sans", "Verdana"];
    private static readonly string[] Languages = ["zh-Hans", "ja"];

    private readonly Dictionary<int, SKTypeface?> _covering = [];
    private readonly List<SKTypeface> _used = [];
    private readonly IReadOnlyList<string> _folders;
    private readonly string[] _families;
    private readonly bool _isWholeSystem;
    private List<SKTypeface>? _fromFolders;

    /// <summary>Reads the list of installed fonts.</summary>
    /// <param name="families">Installed families to use; null takes all.</param>
    /// <param name="folders">Folders searched after the installed families; null takes the users' font folders.</param>
    public SystemFonts(IReadOnlyList<string>? families = null, IReadOnlyList<string>? folders = null)
    {
        _isWholeSystem = families is null;
        // Sans-serif, simplified Chinese and Japanese first: a label should not change its style within a word.
        _families = [.. (families ?? SKFontManager.Default.FontFamilies).Order(StringComparer.Ordinal).OrderByDescending(Rank)];
        _folders = folders ?? UserFolders();
        if (FindPrimary() is { } primary)
            _used.Add(primary);
    }

    /// <summary>A font that covers a character, one that was used before if there is one; null where none does.</summary>
    /// <param name="codePoint">The character.</param>
    public SKTypeface? Covering(int codePoint)
    {
        if (_covering.TryGetValue(codePoint, out var face))
            return face;
        face = _used.Find(used => used.ContainsGlyph(codePoint));
        if (face is null && Find(codePoint) is { } found)
            _used.Add(face = found);
        _covering.Add(codePoint, face);
        return face;
    }

    // The font of plain text: a known sans-serif, else any that has Latin letters, else the library's default.
    private SKTypeface? FindPrimary()
    {
        var known = Preferred.Where(name => _families.Contains(name, StringComparer.OrdinalIgnoreCase));
        return known.Concat(_families).Select(Open).FirstOrDefault(face => face is not null && face.ContainsGlyph('a'))
            ?? (_isWholeSystem ? SKTypeface.Default : null);
    }

    private SKTypeface? Find(int codePoint)
    {
        if (_isWholeSystem && SKFontManager.Default.MatchCharacter(null, SKFontStyle.Normal, Languages, codePoint) is { } matched && matched.ContainsGlyph(codePoint))
            return matched;
        return _families.Select(Open).FirstOrDefault(face => face is not null && face.ContainsGlyph(codePoint))
            ?? FromFolders.Find(face => face.ContainsGlyph(codePoint));
    }

    private static int Rank(string family)
    {
        bool Has(string part) => family.Contains(part, StringComparison.OrdinalIgnoreCase);
        int style = Has("Mono") ? 1 : Has("Serif") ? 0 : Has("Sans") || Has("Gothic") || Has("Hei") ? 3 : 2;
        int language = Has(" SC") ? 2 : Has(" JP") ? 1 : 0;
        return style * 3 + language;
    }

    private static SKTypeface? Open(string family) => SKFontManager.Default.MatchFamily(family, SKFontStyle.Normal);

    private List<SKTypeface> FromFolders => _fromFolders ??=
    [
        .. _folders.SelectMany(FontFiles).Take(MaxFiles).SelectMany(Faces)
            .OrderBy(face => Math.Abs(face.FontWeight - RegularWeight) + (face.IsItalic ? RegularWeight : 0)).ThenByDescending(face => Rank(face.FamilyName)),
    ];

    private static IEnumerable<SKTypeface> Faces(string file)
    {
        for (int index = 0; index < MaxFacesPerFile; index++)
        {
            var face = SKTypeface.FromFile(file, index);
            if (face is null)
                yield break;
            yield return face;
            if (!file.EndsWith(".ttc", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".otc", StringComparison.OrdinalIgnoreCase))
                yield break;
        }
    }

    private static IEnumerable<string> FontFiles(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        return Directory.EnumerateFiles(folder, "*", options)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC" or ".OTC")
            .Order(StringComparer.Ordinal);
    }

    private static string[] UserFolders()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } set ? set : Path.Combine(home, ".local", "share");
        return [Path.Combine(data, "fonts"), Path.Combine(home, ".fonts"), "/usr/local/share/fonts"];
    }
}
