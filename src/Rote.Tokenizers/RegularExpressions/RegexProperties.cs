using System.Collections.Concurrent;

namespace Rote.Tokenizers;

/// <summary>The sets of characters that have a name in regular expressions, as Oniguruma has them (Unicode 16).</summary>
internal static class RegexProperties
{
    private static readonly ConcurrentDictionary<string, CodePointSet> Found = new(StringComparer.Ordinal);

    // In the order of UnicodeCategory: short name, long name.
    private static readonly (string Short, string Long)[] Categories =
    [
        ("lu", "uppercaseletter"), ("ll", "lowercaseletter"), ("lt", "titlecaseletter"), ("lm", "modifierletter"), ("lo", "otherletter"), ("mn", "nonspacingmark"),
        ("mc", "spacingmark"), ("me", "enclosingmark"), ("nd", "decimalnumber"), ("nl", "letternumber"), ("no", "othernumber"), ("zs", "spaceseparator"),
        ("zl", "lineseparator"), ("zp", "paragraphseparator"), ("cc", "control"), ("cf", "format"), ("cs", "surrogate"), ("co", "privateuse"),
        ("pc", "connectorpunctuation"), ("pd", "dashpunctuation"), ("ps", "openpunctuation"), ("pe", "closepunctuation"), ("pi", "initialpunctuation"),
        ("pf", "finalpunctuation"), ("po", "otherpunctuation"), ("sm", "mathsymbol"), ("sc", "currencysymbol"), ("sk", "modifiersymbol"), ("so", "othersymbol"),
        ("cn", "unassigned"),
    ];

    private static readonly (string Short, string Long)[] Groups =
        [("l", "letter"), ("m", "mark"), ("n", "number"), ("p", "punctuation"), ("s", "symbol"), ("z", "separator"), ("c", "other")];

    /// <summary>The properties that are no categories.</summary>
    public static IReadOnlyList<string> Others { get; } =
        ["Any", "Assigned", "ASCII", "Space", "Digit", "XDigit", "Word", "Punct", "Cntrl", "Blank", "Han", "Hiragana", "Katakana", "Hangul"];

    /// <summary>The names that may stand in <c>[:...:]</c>.</summary>
    public static IReadOnlyList<string> Bracketed { get; } = ["ascii", "blank", "cntrl", "digit", "graph", "print", "punct", "space", "xdigit"];

    /// <summary><c>\d</c>.</summary>
    public static CodePointSet Digits => Cached("\\d", () => With(CharacterTraits.DecimalDigit));

    /// <summary><c>\s</c>.</summary>
    public static CodePointSet Spaces => Cached("\\s", () => With(CharacterTraits.WhiteSpace));

    /// <summary><c>\w</c>.</summary>
    public static CodePointSet Words => Cached("\\w", () => With(CharacterTraits.RegexWord));

    /// <summary><c>[\w]</c>: between brackets Oniguruma leaves out ² ³ ¹ ¼ ½ ¾.</summary>
    public static CodePointSet WordsInSets => Cached("[\\w]", () => Words.Intersect(CodePointSet.Of([(0xB2, 0xB3), (0xB9, 0xB9), (0xBC, 0xBE)]).Complement()));

    /// <summary><c>\h</c>.</summary>
    public static CodePointSet Hexadecimal { get; } = CodePointSet.Of([('0', '9'), ('A', 'F'), ('a', 'f')]);

    /// <summary>The single characters of <c>\R</c>.</summary>
    public static CodePointSet LineEnds { get; } = CodePointSet.Of([('\n', '\r'), (0x85, 0x85), (0x2028, 0x2029)]);

    /// <summary>The set of <c>\p{name}</c>; case, spaces, hyphens and underscores in the name do not matter.</summary>
    /// <returns>The set; null when the name is not known here.</returns>
    public static CodePointSet? Find(string name)
    {
        if (name.Length > 40)
            return null;
        string key = string.Concat(name.Where(unit => unit is not (' ' or '_' or '-'))).ToLowerInvariant();
        return Found.TryGetValue(key, out var known) ? known : Make(key) is { } set ? Cached(key, () => set) : null;
    }

    /// <summary>The set of <c>[:name:]</c>.</summary>
    /// <returns>The set; null when the name is not known here.</returns>
    public static CodePointSet? FindBracketed(string name) => !Bracketed.Contains(name) ? null : name switch
    {
        "graph" => Cached("[:graph:]", () => Spaces.Union(Find("Cc")!).Union(Find("Cn")!).Complement()),
        "print" => Cached("[:print:]", () => FindBracketed("graph")!.Union(Find("Zs")!)),
        "punct" => Cached("[:punct:]", () => Find("P")!.Union(Find("S")!)),
        _ => Find(name),
    };

    private static CodePointSet? Make(string key)
    {
        int category = Array.FindIndex(Categories, names => names.Short == key || names.Long == key);
        if (category >= 0)
            return InCategories(name => name == Categories[category].Short);
        if (Array.Find(Groups, names => names.Short == key || names.Long == key).Short is { } group)
            return InCategories(name => name[0] == group[0]);
        return key switch
        {
            "lc" or "casedletter" => InCategories(name => name is "lu" or "ll" or "lt"),
            "any" => CodePointSet.All,
            "assigned" => InCategories(name => name == "cn").Complement(),
            "ascii" => CodePointSet.Of([(0, 0x7F)]),
            "space" or "whitespace" => Spaces,
            "digit" => Digits,
            "word" => Words,
            "xdigit" => Hexadecimal,
            "punct" => InCategories(name => name[0] == 'p'),
            "cntrl" => InCategories(name => name == "cc"),
            "blank" => InCategories(name => name == "zs").Union(CodePointSet.Of('\t')),
            "han" => CodePointSet.Of(
            [
                (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF),
                (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x16FE2, 0x16FE3), (0x16FF0, 0x16FF1), (0x20000, 0x2A6DF), (0x2A700, 0x2B739),
                (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D), (0x30000, 0x3134A), (0x31350, 0x323AF),
            ]),
            "hiragana" => CodePointSet.Of([(0x3041, 0x3096), (0x309D, 0x309F), (0x1B001, 0x1B11F), (0x1B132, 0x1B132), (0x1B150, 0x1B152), (0x1F200, 0x1F200)]),
            "katakana" => CodePointSet.Of(
            [
                (0x30A1, 0x30FA), (0x30FD, 0x30FF), (0x31F0, 0x31FF), (0x32D0, 0x32FE), (0x3300, 0x3357), (0xFF66, 0xFF6F), (0xFF71, 0xFF9D),
                (0x1AFF0, 0x1AFF3), (0x1AFF5, 0x1AFFB), (0x1AFFD, 0x1AFFE), (0x1B000, 0x1B000), (0x1B120, 0x1B122), (0x1B155, 0x1B155), (0x1B164, 0x1B167),
            ]),
            "hangul" => CodePointSet.Of(
            [
                (0x1100, 0x11FF), (0x302E, 0x302F), (0x3131, 0x318E), (0x3200, 0x321E), (0x3260, 0x327E), (0xA960, 0xA97C), (0xAC00, 0xD7A3),
                (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB), (0xFFA0, 0xFFBE), (0xFFC2, 0xFFC7), (0xFFCA, 0xFFCF), (0xFFD2, 0xFFD7), (0xFFDA, 0xFFDC),
            ]),
            _ => null,
        };
    }

    private static CodePointSet InCategories(Func<string, bool> isIn)
    {
        bool[] members = [.. Categories.Select(names => isIn(names.Short))];
        return CodePointSet.Where(codePoint => members[(int)Characters.CategoryOf(codePoint)]);
    }

    private static CodePointSet With(CharacterTraits trait) => CodePointSet.Where(codePoint => Characters.Has(codePoint, trait));

    private static CodePointSet Cached(string key, Func<CodePointSet> make) => Found.GetOrAdd(key, _ => make());
}
