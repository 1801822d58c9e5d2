namespace Rote.Lab;

/// <summary>A text in both languages of the laboratory.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In Chinese.</param>
public sealed record Bilingual(string English, string Chinese)
{
    /// <summary>A text that both languages write alike: a symbol, a number, a name.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator Bilingual(string text) => new(text, text);

    /// <summary>A text that both languages write alike.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same in both.</returns>
    public static Bilingual FromString(string text) => text;

    /// <summary>The text in one language.</summary>
    /// <param name="language">Which.</param>
    /// <returns>The text.</returns>
    public string In(Language language) => language == Language.Chinese ? Chinese : English;

    /// <summary>Several texts, one after the other.</summary>
    /// <param name="separator">What stands between them.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>One text.</returns>
    public static Bilingual Join(Bilingual separator, params IReadOnlyList<Bilingual> texts)
    {
        ArgumentNullException.ThrowIfNull(separator);
        return new(string.Join(separator.English, texts.Select(text => text.English)), string.Join(separator.Chinese, texts.Select(text => text.Chinese)));
    }
}
