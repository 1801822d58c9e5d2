namespace Rote.Cli.Pictures;

/// <summary>Characters that no installed font covers, and how they were drawn instead.</summary>
/// <param name="AsStrokes">Characters drawn from the built-in strokes: legible, plain.</param>
/// <param name="AsCodes">Characters drawn as their code point in a box.</param>
internal sealed record MissingGlyphs(IReadOnlyList<string> AsStrokes, IReadOnlyList<string> AsCodes)
{
    private const int FirstEastAsian = 0x2E80;

    /// <summary>Nothing is missing.</summary>
    public static MissingGlyphs None { get; } = new([], []);

    /// <summary>Whether fonts covered everything.</summary>
    public bool IsEmpty => AsStrokes.Count == 0 && AsCodes.Count == 0;

    /// <summary>One line for the user: what is missing and what to install; null where nothing is missing.</summary>
    public string? Advice
    {
        get
        {
            if (IsEmpty)
                return null;
            var drawn = new List<string>();
            if (AsStrokes.Count > 0)
                drawn.Add($"{Some(AsStrokes)} drawn from built-in strokes");
            if (AsCodes.Count > 0)
                drawn.Add($"{Some(AsCodes.Select(Code).ToArray())} drawn as code points");
            var all = AsStrokes.Concat(AsCodes).Select(character => char.ConvertToUtf32(character, 0)).ToArray();
            string package = all.Any(IsEastAsian) ? "fonts-noto-cjk" : all.All(code => code < FirstEastAsian) ? "fonts-dejavu-core" : "fonts-noto";
            return $"No installed font covers some characters: {string.Join("; ", drawn)}. Install a font that has them, such as {package}.";
        }
    }

    // Han, kana and hangul, with their punctuation and their rare characters.
    private static bool IsEastAsian(int code) => code is >= FirstEastAsian and < 0xA000 or >= 0xAC00 and < 0xD7B0 or >= 0xF900 and < 0xFB00 or >= 0x20000 and < 0x32000;

    private static string Code(string character) => $"U+{char.ConvertToUtf32(character, 0):X4}";

    private static string Some(IReadOnlyList<string> all) => all.Count <= 12 ? string.Join(' ', all) : $"{string.Join(' ', all.Take(12))} and {all.Count - 12} more";
}
