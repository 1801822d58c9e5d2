using CsCheck;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>Where tokens stand: inside the text, between characters, in order, and with no letter left out.</summary>
[Trait("Category", "Golden")]
public class OffsetProperties
{
    public static TheoryData<string> Kinds() => TokenizerGoldens.Kinds();

    // A space that was put in front has the range of what follows it; where white space is trimmed, that range shrinks from the left.
    private static Tokenizer Untrimmed(Tokenizer tokenizer) => new(tokenizer.Pipeline with { PostProcessor = null });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ranges_are_inside_the_text_and_between_characters(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        GoldenTokenizer.Texts(tokenizer).Sample(text =>
        {
            foreach (var (start, length) in tokenizer.Encode(text).Offsets)
            {
                Assert.InRange(start, 0, text.Length);
                Assert.InRange(length, 0, text.Length - start);
                Assert.True(IsBetween(text, start) && IsBetween(text, start + length), $"({start}, {length}) cuts a surrogate pair.");
            }
        }, iter: 200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ranges_are_in_order(string kind)
    {
        var tokenizer = Untrimmed(GoldenTokenizer.Of(kind));
        GoldenTokenizer.Texts(tokenizer).Sample(text =>
        {
            var offsets = tokenizer.Encode(text).Offsets;
            Assert.Equal(offsets.Select(range => range.Start).Order(), offsets.Select(range => range.Start));
            Assert.Equal(offsets.Select(range => range.Start + range.Length).Order(), offsets.Select(range => range.Start + range.Length));
        }, iter: 200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Other_units_are_counted_as_the_text_has_them(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        GoldenTokenizer.Texts(tokenizer).Sample(text =>
        {
            var encoding = tokenizer.Encode(text, addSpecialTokens: false);
            Assert.Equal(
                encoding.Offsets.Select(range => (text[..range.Start].EnumerateRunes().Count(), text.Substring(range.Start, range.Length).EnumerateRunes().Count())),
                encoding.OffsetsIn(OffsetUnit.CodePoints, text));
            Assert.Equal(
                encoding.Offsets.Select(range => (System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, range.Start)), System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(range.Start, range.Length)))),
                encoding.OffsetsIn(OffsetUnit.Utf8Bytes, text));
        }, iter: 50);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_letter_is_left_out(string kind)
    {
        var tokenizer = Untrimmed(GoldenTokenizer.Of(kind));
        if (Parts(tokenizer.Pipeline.Normalizer).Any(part => part is Normalizer.Replace { Pattern: not SplitPattern.Literal { Text.Length: 1 } } or Normalizer.Precompiled))
            Assert.Skip("the normalizer puts something else in the place of texts");
        GoldenTokenizer.Texts(tokenizer).Sample(text =>
        {
            var left = new HashSet<int>(Enumerable.Range(0, text.Length).Where(at => char.IsAsciiLetter(text[at])));
            foreach (var (start, length) in tokenizer.Encode(text).Offsets)
                left.ExceptWith(Enumerable.Range(start, length));
            Assert.Empty(left);
        }, iter: 200);
    }

    private static IEnumerable<Normalizer> Parts(Normalizer? normalizer) => normalizer switch
    {
        null => [],
        Normalizer.Sequence sequence => sequence.Normalizers.SelectMany(Parts),
        _ => [normalizer],
    };

    private static bool IsBetween(string text, int at) => at == 0 || at == text.Length || !char.IsSurrogatePair(text[at - 1], text[at]);
}
