using CsCheck;

namespace Rote.Tokenizers.Tests.Encodings;

/// <summary>Small tokenizers and any texts, for what is said of encodings.</summary>
internal static class Sample
{
    /// <summary>Words a to e; <c>[C] A [S]</c> and <c>[C] A [S] B:1 [S]:1</c>.</summary>
    public static readonly Tokenizer Words = new(Plain with { PostProcessor = new PostProcessor.Bert(new TemplateToken(2, "[S]"), new TemplateToken(1, "[C]")) });

    /// <summary>The same without a post-processor.</summary>
    public static TokenizerPipeline Plain => new()
    {
        Model = new WordLevelModel(new[] { "?", "[C]", "[S]", "a", "b", "c", "d", "e" }.Select((token, id) => KeyValuePair.Create(token, id)), "?"),
        Normalizer = new Normalizer.Lowercase(),
        PreTokenizer = new PreTokenizer.Whitespace(),
        AddedTokens = [new AddedToken(8, "<m>") { LeftStrip = true }],
    };

    private static readonly string[] Parts = ["a ", "b", "C ", " d", "e ", "é", "😀", "<m>", "\uD800", "İ", " ", "-", "abc", "你"];

    /// <summary>Texts of words, characters of one to four bytes, added tokens and half surrogate pairs.</summary>
    public static Gen<string> Texts => Gen.Int[0, Parts.Length - 1].Select(index => Parts[index]).Array[0, 30].Select(parts => string.Concat(parts));

    /// <summary>Truncations that may be tight.</summary>
    public static Gen<TruncationOptions> Truncations => Gen.Select(Gen.Int[0, 14], Gen.Int[0, 4], Gen.Enum<TruncationStrategy>(), Gen.Enum<TokenSide>())
        .Select((length, stride, strategy, direction) => new TruncationOptions { MaxLength = length, Stride = stride, Strategy = strategy, Direction = direction });

    /// <summary>Paddings.</summary>
    public static Gen<PaddingOptions> Paddings => Gen.Select(Gen.Int[-1, 20], Gen.Int[0, 5], Gen.Enum<TokenSide>()).Select((length, multiple, direction) => new PaddingOptions
    {
        Strategy = length < 0 ? new PaddingStrategy.BatchLongest() : new PaddingStrategy.Fixed(length),
        PadToMultipleOf = multiple == 5 ? null : multiple,
        Direction = direction,
        PadId = 7,
        PadTypeId = 3,
        PadToken = "pad",
    });

    /// <summary>The encoding, or null where truncation cannot be done.</summary>
    public static Encoding? TryEncode(Func<Encoding> encode)
    {
        try
        {
            return encode();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
