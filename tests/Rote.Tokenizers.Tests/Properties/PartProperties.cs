using CsCheck;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>Where a model says that a piece may be cut, the parts become what the whole piece becomes.</summary>
[Trait("Category", "Golden")]
public class PartProperties
{
    public static TheoryData<string> Kinds() => TokenizerGoldens.Kinds();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_of_a_piece_become_what_the_piece_becomes(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        var model = tokenizer.Pipeline.Model;
        GoldenTokenizer.Texts(tokenizer).Where(text => text.Length > 0).Sample(
            text =>
            {
                string piece = LoneSurrogates.Replace(text).Replace(' ', '▁');
                var whole = new TokenBuffer();
                model.Tokenize(piece, whole);
                var parts = new List<PieceToken>();
                for (int start = 0, end; start < piece.Length; start = end)
                {
                    end = model.EndOfPart(piece, start);
                    var part = new TokenBuffer();
                    model.Tokenize(piece.AsSpan(start, end - start), part);
                    foreach (var token in part.Tokens)
                        parts.Add(token with { Start = start + token.Start });
                }
                Assert.Equal(whole.Tokens.ToArray(), parts);
            },
            iter: 300);
    }

    [Fact]
    public void Some_models_cut_pieces() => Assert.Contains(TokenizerGoldens.Kinds(), row => GoldenTokenizer.Of(row.Data).Pipeline.Model.EndOfPart("ab▁cd▁▁e", 0) == 2);
}
