using CsCheck;

namespace Rote.Tokenizers.Tests.RegularExpressions;

public class CodePointSetTests
{
    private static readonly Gen<CodePointSet> Sets = Gen.Select(Gen.Int[0, CodePointSet.Highest], Gen.Int[0, 3000])
        .Select((first, length) => (first, Math.Min(first + length, CodePointSet.Highest))).Array[0, 6].Select(ranges => CodePointSet.Of(ranges));

    [Fact]
    public void Sets_are_what_their_members_say() => Gen.Select(Sets, Sets, Gen.Int[0, CodePointSet.Highest].Where(code => code is < 0xD800 or > 0xDFFF)).Sample((a, b, code) =>
    {
        Assert.Equal(a.Contains(code) || b.Contains(code), a.Union(b).Contains(code));
        Assert.Equal(a.Contains(code) && b.Contains(code), a.Intersect(b).Contains(code));
        Assert.NotEqual(a.Contains(code), a.Complement().Contains(code));
        Assert.Equal(a.Ranges, a.Complement().Complement().Ranges);
        Assert.Equal(a.Ranges, CodePointSet.Where(a.Contains).Ranges);
    }, iter: 30);

    [Fact]
    public void Surrogates_are_no_members()
    {
        Assert.Equal([(0, 0xD7FF), (0xE000, 0x10FFFF)], CodePointSet.All.Ranges);
        Assert.False(CodePointSet.Of([(0xD800, 0xDFFF)]).Contains(0xD800));
        Assert.Empty(CodePointSet.All.Complement().Ranges);
    }
}
