using CsCheck;

namespace Rote.Tokenizers.Tests.Normalization;

public class PrecompiledTests
{
    private static Normalizer.Precompiled Map(params (string From, string To)[] rules) => new(CharacterMapBuilder.Build(rules));

    private static string MessageOf(byte[] map) => Assert.Throws<ArgumentException>(nameof(map), () => new Normalizer.Precompiled(map)).Message;

    private static string Wrong(string wrong) => $"`map` cannot be used: {wrong} Give the map of a SentencePiece model. (Parameter 'map')";

    [Fact]
    public void Shortest_beginning_replaces_the_whole_cluster()
    {
        Assert.Equal("X:0-1|b:2-3", NormalizedText.Of(Map(("a", "X"), ("a\u0301", "Y")), "a\u0301b"));
        Assert.Equal("X:0-1|a:2-3", NormalizedText.Of(Map(("\r", "X"), ("\r\n", "Y")), "\r\na"));
    }

    [Fact]
    public void Long_clusters_are_read_character_by_character() =>
        Assert.Equal("a:0-1|X:1-2|\u0302:2-3|\u0303:3-4", NormalizedText.Of(Map(("a\u0301\u0302\u0303", "Y"), ("\u0301", "X")), "a\u0301\u0302\u0303"));

    [Fact]
    public void Plain_text_before_a_mark_is_part_of_its_cluster() => Assert.Equal("x:0-1|Y:1-2|z:3-4", NormalizedText.Of(Map(("a\u0301", "Y")), "xa\u0301z"));

    [Fact]
    public void Ranges_slip_where_the_text_begins_with_what_is_deleted_as_in_the_reference()
    {
        Assert.Equal("a:0-1|b:1-2", NormalizedText.Of(Map(("\u00AD", "")), "\u00ADab"));
        Assert.Equal("a:0-1|b:2-3", NormalizedText.Of(Map(("\u00AD", "")), "a\u00ADb"));
        // An expansion before a deletion: its last character takes the deleted one's range.
        Assert.Equal("f:0-1|i:1-2|b:2-3", NormalizedText.Of(Map(("\u00AD", ""), ("ﬁ", "fi")), "ﬁ\u00ADb"));
    }

    [Fact]
    public void Damaged_maps_are_refused_with_what_is_wrong()
    {
        Assert.Equal(Wrong("it has 3 bytes, of which a trie takes 0; a trie must have a positive multiple of 4 and leave room for its own length."), MessageOf([1, 0, 0]));
        Assert.Equal(Wrong("it has 8 bytes, of which a trie takes 8; a trie must have a positive multiple of 4 and leave room for its own length."), MessageOf([8, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal(Wrong("it has 8,388,609 bytes; a character map may have 8,388,608 at most."), MessageOf(new byte[PrecompiledMap.MaxLength + 1]));
        Assert.Equal(Wrong("its replacements are not UTF-8."), MessageOf([.. CharacterMapBuilder.Build(("a", "b")), 0xFF]));
        Assert.Equal(
            Wrong("the replacement at 0 has more than 1,024 bytes."),
            MessageOf(CharacterMapBuilder.Build(("a", new string('b', PrecompiledMap.MaxReplacementLength + 1)))));
        Assert.Equal("b", Map(("a", "b")).Apply("a"));
    }

    [Fact]
    public void Values_that_lead_nowhere_are_refused()
    {
        // The root's children are at 256 to 511; the child 'a' has its value at 512.
        byte[] good = CharacterMapBuilder.Build(("a", "é"));
        Assert.Equal(Wrong("the value at place 512 of its trie is 1, where no replacement begins."), MessageOf(WithUnit(good, 512, 0x8000_0001)));
        Assert.Equal(Wrong("the value at place 512 of its trie is 4, where no replacement begins."), MessageOf(WithUnit(good, 512, 0x8000_0004)));
        Assert.Equal(Wrong("the value at place 1,048,929 of its trie is -1, where no replacement begins."), MessageOf(WithUnit(good, 256 + 'a', (1u << 30) | 0x100 | 'a')));
        Assert.Equal("", new Normalizer.Precompiled(WithUnit(good, 512, 0x8000_0003)).Apply("a"));
    }

    [Fact]
    public void Trie_that_goes_round_in_circles_is_walked_once()
    {
        // The children of 'a' are those of the root: every string of a's is in the trie, and none has a value.
        byte[] map = WithUnit(CharacterMapBuilder.Build(("a", "b")), 256 + 'a', ('a' << 10) | 'a');
        Assert.Equal("aaa", new Normalizer.Precompiled(map).Apply("aaa"));
    }

    [Fact]
    public void Any_bytes_make_a_map_that_works_or_are_refused()
    {
        byte[] whole = CharacterMapBuilder.Build(("a", "b"), ("ab", "é"), ("é", "ab"), ("\u0301", ""));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[1, 4].Sample(changes =>
        {
            byte[] damaged = [.. whole];
            foreach (var (at, value, kind) in changes)
            {
                if (kind == 0 && at > 0)
                    damaged = damaged[..Math.Min(at, damaged.Length)];
                else if (at < damaged.Length)
                    damaged[at] = value;
            }
            try
            {
                Assert.NotNull(new Normalizer.Precompiled(damaged).Apply("abé\u0301ab\r\nc\u0301漢"));
            }
            catch (ArgumentException wrong)
            {
                Assert.StartsWith("`map` cannot be used: ", wrong.Message, StringComparison.Ordinal);
            }
        }, iter: 3000);
    }

    [Fact]
    public void Equal_maps_are_equal()
    {
        Assert.Equal(Map(("a", "b")), Map(("a", "b")));
        Assert.Equal(Map(("a", "b")).GetHashCode(), Map(("a", "b")).GetHashCode());
        Assert.NotEqual(Map(("a", "b")), Map(("a", "c")));
    }

    private static byte[] WithUnit(byte[] map, int place, uint unit)
    {
        byte[] changed = [.. map];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(sizeof(uint) * (place + 1)), unit);
        return changed;
    }
}
