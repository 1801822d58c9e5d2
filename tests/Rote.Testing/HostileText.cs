using System.Text;

namespace Rote.Testing;

/// <summary>
/// Makes texts of everything that a tokenizer may meet: plain words with single spaces, which repeat, white space of all kinds, controls, marks, scripts, emoji of many
/// characters, anything of all planes, what vocabularies write in their own way, added tokens spelled out, and half surrogate pairs.
/// </summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="tokens">Added tokens to spell out.</param>
/// <param name="holdsHalves">True: half surrogate pairs are among it, which makes it no Unicode text.</param>
internal sealed class HostileText(Random random, IReadOnlyList<string> tokens, bool holdsHalves)
{
    private static readonly string[] Words =
    [
        "the", "of", "and", "a", "to", "in", "was", "The", "his", "players", "championship", "2010", "don't", "U.S.", "=", ",", ".", "@-@", "internationalization", "I'll",
        "n't", "'s", "Hello", "world!", "(see", "p.", "42)", "do", "not", "camelCase", "x_1", "http://a.b/c?d=e&f", "&amp;", "yesterday", "pizza",
    ];

    private static readonly string[] Oddities =
    [
        "\u0130", "\u0131", "\u00DF", "\u1E9E", "\u017F", "\u03A3", "\u03C2", "\uFB01", "\uFDFA", "\u0344", "\u212B", "\u00C5", "\uFF71\uFF9E", "\u304C", "\u304B\u3099",
        "\uD55C", "\u1112\u1161\u11AB", "\u1100\u1100", "\u00BD", "\u2167", "\u00B2", "\u2460", "\u2581", "\u2581a", "\u0120", "\u010A", "</w>", "a</w>", "##", "##a", "<0x41>",
        "<0xE4>", "\uFFFD", "\uFEFF", "\u200D", "\u200C", "\u200B", "\u00AD", "\u061C", "\u202E", "\uFDD0", "\uFFFF", "\U0010FFFF", "\u0915\u094D\u0937\u093F", "\u0E0F\u0E4E",
        "''", "``", "'S", "'LL", "'\u017F", "\u2019t", "\"", "\uFF0E", "\u3002", "\u3001", "\u1FA4", "\u03C9\u0313\u0300\u0345", "\u2126", "\u0958", "\u2ADC", "\U0001D15E",
    ];

    private static readonly string[] Emoji =
    [
        "\U0001F600", "\u2764\uFE0F", "\U0001F44D\U0001F3FD", "\U0001F468", "\U0001F469", "\U0001F467", "\U0001F3F3\uFE0F", "\U0001F308", "\U0001F1E9\U0001F1EA", "\U0001F1E9",
        "1\uFE0F\u20E3", "\u00A9", "\U0001F3F4\U000E0067\U000E0062\U000E007F", "\u2640\uFE0F",
    ];

    private const string Spaces = " \t\n\v\f\r\u001C\u0085\u00A0\u1680\u2000\u2003\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private static readonly (int First, int Last)[] Blocks =
    [
        (0x00, 0x1F), (0x20, 0x7E), (0x7F, 0x9F), (0xA0, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF), (0xE00, 0xFFF), (0x1100, 0x11FF),
        (0x1AB0, 0x1AFF), (0x1E00, 0x206F), (0x2070, 0x2BFF), (0x2E80, 0x30FF), (0x4E00, 0x9FFF), (0xA000, 0xABFF), (0xAC00, 0xD7FF), (0xE000, 0xF8FF), (0xF900, 0xFFFF),
        (0x10000, 0x10FFF), (0x11000, 0x11FFF), (0x1D100, 0x1D7FF), (0x1E900, 0x1FFFF), (0x20000, 0x2FA1F), (0xE0000, 0xE01EF), (0x100000, 0x10FFFF), (0, 0x10FFFF),
    ];

    /// <summary>A text of some parts.</summary>
    public string Next(int parts)
    {
        var text = new StringBuilder();
        for (; parts > 0; parts--)
            text.Append(Part());
        return text.ToString();
    }

    /// <summary>One part of a text.</summary>
    public string Part() => random.Next(18) switch
    {
        < 5 => Sentence(),
        5 => string.Concat(Several(12, () => (char)random.Next('!', '~' + 1))),
        6 => string.Concat(Several(6, () => Of(Spaces))),
        7 or 8 => Of(Oddities),
        9 => OfOneBlock(),
        10 => Letter() + string.Concat(Several(12, () => Character((0x300, 0x36F)))),
        11 => string.Concat(Several(4, () => Character(Of(Blocks)))),
        12 when tokens.Count > 0 => $"{Of(["", " ", "  ", "\t"])}{Of(tokens)}{Of(["", " ", "\n ", Of(tokens)])}",
        13 => Repeated(random.Next(2) == 0 ? Letter() : Character(Of(Blocks))),
        14 => string.Join(Of(["", "\u200D"]), Several(4, () => Of(Emoji))),
        15 when holdsHalves => ((char)random.Next(0xD800, 0xE000)).ToString(),
        16 => string.Concat(Several(6, () => Of("0123456789.,;:!?-_'\"()[]{}<>|/\\@#$%^&*+=~`"))),
        _ => Of(Words),
    };

    private string Sentence() => $"{Of(["", "", " "])}{string.Join(' ', Several(10, () => Of(Words)))}{Of(["", " ", "\n"])}";

    private string Letter() => ((char)random.Next('a', 'z' + 1)).ToString();

    private string OfOneBlock()
    {
        var block = Of(Blocks);
        return string.Concat(Several(8, () => Character(block)));
    }

    private string Repeated(string part) => string.Concat(Enumerable.Repeat(part, random.Next(1, 90)));

    private string Character((int First, int Last) block)
    {
        int character = random.Next(block.First, block.Last + 1);
        return Rune.IsValid(character) ? char.ConvertFromUtf32(character) : "\uFFFD";
    }

    private T[] Several<T>(int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => make())];

    private T Of<T>(IReadOnlyList<T> options) => options[random.Next(options.Count)];

    private char Of(string options) => options[random.Next(options.Length)];
}
