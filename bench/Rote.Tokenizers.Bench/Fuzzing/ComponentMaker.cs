using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Makes parts of a pipeline, valid for the most part, that nobody would put together.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="tokens">Special tokens to add, with their ids.</param>
internal sealed class ComponentMaker(Random random, IReadOnlyList<(string Text, int Id)> tokens)
{
    private static readonly string[] Literals = [" ", "  ", "", "a", "ab", "é", "\u0301", "😀", "▁", "</w>", ".", "\n", "'", "the", "##", "\u00AD"];

    private static readonly string[] Regexes =
    [
        @"\s+", @"\p{N}", @"[^\s]+", " {2,}", @"\s+(?!\S)|\s+", @"(a+)+$", @"(a|aa)+b", @"(?i)[a-z]+", @"\w+|[^\w\s]+", @"\b", @"^", @"$", @"\z", "", "(?=a)", "(?<=a)b", @"(.)\1", ".", @"\X",
        @"[\p{L}&&[^a-z]]", @"(?:(?:a{1000}){1000}){1000}", "a++++", "[a-", "(", "[", "\\", "a{2}{3}", @"\p{Greek}", "(?<n>a)", @"[[:alpha:]]", "(?m:.)", @"\R", "(x+x+)+y", @"(?>a|ab)c",
        @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+", @"\p{Han}+", @"[\u{1F600}-\u{1F64F}]", "[😀-😎]+", "(?!)", ".*?x", @"(\s|\S)*x",
        new('(', 200), new('+', 3000), "a" + new string('+', 15000), string.Concat(Enumerable.Repeat(@"[^\p{L}]", 1500)), "(?:a?){30}a{30}",
    ];

    private static readonly string[] Behaviors = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"];

    /// <summary>Makes a part.</summary>
    /// <param name="place">What part: its name in a tokenizer.json.</param>
    public JsonObject Make(string place) => Make(place, 0);

    private JsonObject Make(string place, int depth) => place switch
    {
        "normalizer" => Normalizer(depth),
        "pre_tokenizer" => PreTokenizer(depth),
        "decoder" => Decoder(depth),
        _ => PostProcessor(depth),
    };

    private JsonObject Normalizer(int depth) => random.Next(depth > 3 ? 12 : 16) switch
    {
        0 => Typed(Of(["NFC", "NFD", "NFKC", "NFKD"])),
        1 => Typed("Lowercase"),
        2 => Typed("StripAccents"),
        3 => Typed("Nmt"),
        4 => Typed("ByteLevel"),
        5 => Typed("Strip", ("strip_left", Flag()), ("strip_right", Flag())),
        6 => Typed("Prepend", ("prepend", Of(Literals))),
        7 => Typed("BertNormalizer", ("clean_text", Flag()), ("handle_chinese_chars", Flag()), ("strip_accents", random.Next(2) == 0 ? null : Flag()), ("lowercase", Flag())),
        < 12 => Typed("Replace", ("pattern", Pattern()), ("content", random.Next(20) == 0 ? new string('y', 1000) : Of(Literals))),
        _ => Typed("Sequence", ("normalizers", Several(() => Normalizer(depth + 1)))),
    };

    private JsonObject PreTokenizer(int depth) => random.Next(depth > 3 ? 14 : 20) switch
    {
        0 => Typed("Whitespace"),
        1 => Typed("WhitespaceSplit"),
        2 => Typed("BertPreTokenizer"),
        3 => Typed("ByteLevel", ("add_prefix_space", Flag()), ("trim_offsets", Flag()), ("use_regex", Flag())),
        4 => Typed("CharDelimiterSplit", ("delimiter", Of([" ", "a", "😀", "\n"]))),
        5 => Typed("Digits", ("individual_digits", Flag())),
        6 => Typed("FixedLength", ("length", random.Next(1, 9))),
        7 or 8 => Typed("Metaspace", ("replacement", Of(["▁", "_", "a", " ", "😀"])), ("prepend_scheme", Of(["always", "first", "never"])), ("split", Flag())),
        9 => Typed("Punctuation", ("behavior", Of(Behaviors))),
        10 => Typed("UnicodeScripts"),
        < 14 => Typed("Split", ("pattern", Pattern()), ("behavior", Of(Behaviors)), ("invert", Flag())),
        _ => Typed("Sequence", ("pretokenizers", Several(() => PreTokenizer(depth + 1)))),
    };

    private JsonObject Decoder(int depth) => random.Next(depth > 3 ? 10 : 14) switch
    {
        0 => Typed("Fuse"),
        1 => Typed("BPEDecoder", ("suffix", Of(Literals))),
        2 => Typed("ByteFallback"),
        3 => Typed("ByteLevel", ("add_prefix_space", Flag()), ("trim_offsets", Flag()), ("use_regex", Flag())),
        4 => Typed("CTC", ("pad_token", Of(Literals)), ("word_delimiter_token", Of(Literals)), ("cleanup", Flag())),
        5 => Typed("Metaspace", ("replacement", Of(["▁", "_", "a"])), ("prepend_scheme", Of(["always", "first", "never"])), ("split", Flag())),
        6 => Typed("Replace", ("pattern", Pattern()), ("content", Of(Literals))),
        7 => Typed("Strip", ("content", Of([" ", "a", "😀"])), ("start", random.Next(3)), ("stop", random.Next(3))),
        8 or 9 => Typed("WordPiece", ("prefix", Of(Literals)), ("cleanup", Flag())),
        _ => Typed("Sequence", ("decoders", Several(() => Decoder(depth + 1)))),
    };

    private JsonObject PostProcessor(int depth) => random.Next(depth > 3 ? 3 : 5) switch
    {
        0 => Typed("ByteLevel", ("add_prefix_space", Flag()), ("trim_offsets", Flag()), ("use_regex", Flag())),
        1 => Typed("BertProcessing", ("sep", Token()), ("cls", Token())),
        2 => Typed("RobertaProcessing", ("sep", Token()), ("cls", Token()), ("trim_offsets", Flag()), ("add_prefix_space", Flag())),
        _ => Typed("Sequence", ("processors", Several(() => PostProcessor(depth + 1)))),
    };

    private JsonArray Token() => tokens[random.Next(tokens.Count)] is var (text, id) ? [text, id] : [];

    private JsonObject Pattern() => random.Next(2) == 0 ? new JsonObject { ["String"] = Of(Literals) } : new JsonObject { ["Regex"] = Of(Regexes) };

    private JsonNode Flag() => random.Next(2) == 0;

    private JsonArray Several(Func<JsonNode> make) => new([.. Enumerable.Range(0, random.Next(5)).Select(_ => make())]);

    private static JsonObject Typed(string type, params (string Name, JsonNode? Value)[] values)
    {
        var made = new JsonObject { ["type"] = type };
        foreach (var (name, value) in values)
            made[name] = value;
        return made;
    }

    private string Of(string[] options) => options[random.Next(options.Length)];
}
