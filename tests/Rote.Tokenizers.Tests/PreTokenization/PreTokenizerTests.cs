using System.Text;
using System.Text.Json;
using CsCheck;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.PreTokenization;

public class PreTokenizerTests
{
    private static readonly Rune Mark = new('▁');

    // Each piece with its range in the original.
    private static string Split(PreTokenizer preTokenizer, string text, int origin = 0)
    {
        var pieces = new List<Piece>();
        preTokenizer.Apply(new Piece(new AlignedText(text, origin)), pieces.Add);
        return string.Join('|', pieces.Select(piece => $"{piece.Span} {piece.Original.Start}+{piece.Original.Length}"));
    }

    private static PreTokenizer Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return PreTokenizerJson.Read(new JsonPart(json.RootElement, "pre_tokenizer", wrong => new InvalidDataException(wrong)));
    }

    [Fact]
    public void Bytes_of_a_character_have_its_range()
    {
        Assert.Equal("aÃ© 0+2|ĠðŁĺĢ 2+3|1 5+1", Split(new PreTokenizer.ByteLevel(AddPrefixSpace: false), "aé 😀1"));
        var pieces = new List<Piece>();
        new PreTokenizer.ByteLevel(AddPrefixSpace: false, UseRegex: false).Apply(new Piece(new AlignedText("é😀", 7)), pieces.Add);
        Assert.Equal([(7, 1), (7, 1), (8, 2), (8, 2), (8, 2), (8, 2)], Enumerable.Range(0, 6).Select(at => pieces.Single().Slice(at, 1).Original));
    }

    [Fact]
    public void Space_in_front_has_the_range_of_the_first_character()
    {
        Assert.Equal("Ġhi 3+2|Ġyou 5+4", Split(new PreTokenizer.ByteLevel(), "hi you", origin: 3));
        Assert.Equal("Ġhi 0+3", Split(new PreTokenizer.ByteLevel(), " hi"));
        Assert.Equal("ĠðŁĺĢ 0+2", Split(new PreTokenizer.ByteLevel(), "😀"));
        Assert.Equal("ĠĊ 0+1", Split(new PreTokenizer.ByteLevel(UseRegex: false), "\n"));
        Assert.Equal("▁你 0+1|▁好 1+2", Split(new PreTokenizer.Metaspace(Mark), "你 好"));
    }

    [Fact]
    public void Metaspace_prepends_where_its_scheme_says()
    {
        Assert.Equal("▁a 4+1|▁b 5+2", Split(new PreTokenizer.Metaspace(Mark), "a b", origin: 4));
        Assert.Equal("a 4+1|▁b 5+2", Split(new PreTokenizer.Metaspace(Mark, PrependScheme.First), "a b", origin: 4));
        Assert.Equal("▁a 0+1|▁b 1+2", Split(new PreTokenizer.Metaspace(Mark, PrependScheme.First), "a b"));
        Assert.Equal("a 0+1|▁b 1+2", Split(new PreTokenizer.Metaspace(Mark, PrependScheme.Never), "a b"));
        // Not where one is there already, a real one included.
        Assert.Equal("▁ 0+1|▁a 1+2", Split(new PreTokenizer.Metaspace(Mark), "  a"));
        Assert.Equal("▁a 0+2", Split(new PreTokenizer.Metaspace(Mark), "▁a"));
        Assert.Equal("▁a▁b 0+3", Split(new PreTokenizer.Metaspace(Mark, split: false), "a b"));
        Assert.Equal("😀a 0+1|😀 1+1|😀b 2+2", Split(new PreTokenizer.Metaspace(new Rune(0x1F600)), "a  b"));
    }

    [Fact]
    public void Older_files_say_less()
    {
        Assert.Equal(new PreTokenizer.ByteLevel(), Read("{\"type\":\"ByteLevel\",\"add_prefix_space\":true,\"trim_offsets\":true}"));
        Assert.Equal(new PreTokenizer.Metaspace(Mark), Read("{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"str_rep\":\"▁\",\"add_prefix_space\":true}"));
        Assert.Equal(new PreTokenizer.Metaspace(Mark, PrependScheme.Never), Read("{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"add_prefix_space\":false,\"prepend_scheme\":\"never\"}"));
        Assert.Equal(new PreTokenizer.Punctuation(), Read("{\"type\":\"Punctuation\"}"));
        Assert.Equal(new PreTokenizer.FixedLength(5), Read("{\"type\":\"FixedLength\"}"));
    }

    [Fact]
    public void Scripts_part_and_what_has_none_goes_with_them()
    {
        Assert.Equal("ab  0+3|ひ漢カー 3+4|x 7+1|! 8+1", Split(new PreTokenizer.UnicodeScripts(), "ab ひ漢カーx!"));
        Assert.Equal("a 2+1", Split(new PreTokenizer.UnicodeScripts(), "  a"));
        Assert.Equal("", Split(new PreTokenizer.UnicodeScripts(), "   "));
    }

    [Fact]
    public void Characters_are_counted_and_found_whole()
    {
        Assert.Equal("a😀 0+3|b 3+1", Split(new PreTokenizer.FixedLength(2), "a😀b"));
        Assert.Equal("a 0+1|b 3+1", Split(new PreTokenizer.CharDelimiterSplit(new Rune(0x1F600)), "a😀b😀"));
        Assert.Equal("x 0+1|𝟘½ 1+3|y 4+1", Split(new PreTokenizer.Digits(), "x𝟘½y"));
        Assert.Equal("x 0+1|𝟘 1+2|½ 3+1|y 4+1", Split(new PreTokenizer.Digits(Individual: true), "x𝟘½y"));
        Assert.Equal("a 1+1|$ 2+1|€b 3+2|. 5+1", Split(new PreTokenizer.Bert(), " a$€b.\u3000"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreTokenizer.FixedLength(0));
    }

    [Fact]
    public void Empty_matches_part_and_are_no_pieces()
    {
        Assert.Equal("ab 0+2|C 2+1|De 3+2", Split(new PreTokenizer.Split(new SplitPattern.RegularExpression(@"(?=\p{Lu})"), SplitBehavior.Isolated), "abCDe"));
        Assert.Equal("a 0+1|😀 1+2|b 3+1", Split(new PreTokenizer.Split(new SplitPattern.Literal(""), SplitBehavior.Removed), "a😀b"));
        Assert.Equal("😀 0+2|b 2+1", Split(new PreTokenizer.Split(new SplitPattern.RegularExpression("(?!a)"), SplitBehavior.Isolated), "😀b"));
    }

    [Fact]
    public void Pieces_cover_the_text_in_order() => Gen.Select(UnicodeTexts.Any, Gen.Int[0, 4], Gen.Bool).Sample((text, behavior, invert) =>
    {
        // Nothing is put in front: that has the range of the first character, which may be in another piece.
        PreTokenizer[] all =
        [
            new PreTokenizer.Punctuation((SplitBehavior)behavior), new PreTokenizer.Digits(invert), new PreTokenizer.FixedLength(behavior + 1),
            new PreTokenizer.ByteLevel(AddPrefixSpace: false, UseRegex: behavior > 0), new PreTokenizer.Metaspace(Mark, PrependScheme.Never, invert),
            new PreTokenizer.Split(new SplitPattern.RegularExpression(@"\w*"), (SplitBehavior)behavior, invert),
        ];
        foreach (var preTokenizer in all.Where(_ => text.Length > 0))
        {
            var pieces = new List<Piece>();
            preTokenizer.Apply(new Piece(new AlignedText(text)), pieces.Add);
            bool drops = (SplitBehavior)behavior == SplitBehavior.Removed && preTokenizer is PreTokenizer.Punctuation or PreTokenizer.Split;
            int end = 0;
            foreach (var piece in pieces)
            {
                Assert.True(piece.Length > 0);
                Assert.True(drops ? piece.Original.Start >= end : piece.Original.Start == end, $"{preTokenizer} of {text}");
                end = piece.Original.Start + piece.Original.Length;
            }
            Assert.True(drops ? end <= text.Length : end == text.Length, $"{preTokenizer} of {text}");
        }
    }, iter: 2000);
}
