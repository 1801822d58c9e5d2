using CsCheck;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Serialization.Classic;

public class SentencePieceFileTests
{
    private static readonly byte[] Unknown = Protobuf.Piece("<unk>", 0, 2), Begin = Protobuf.Piece("<s>", 0, 3), End = Protobuf.Piece("</s>", 0, 3);

    private static SentencePieceModel Parse(params byte[][] parts) => SentencePieceFile.Parse([.. parts.SelectMany(part => part)], wrong => new TokenizerFormatException(wrong));

    private static string MessageOf(params byte[][] parts) => Assert.Throws<TokenizerFormatException>(() => Parse(parts)).Message;

    private static string[] MergesOf(params (string Text, float Score)[] pieces)
    {
        var list = pieces.Select(piece => new SentencePiece(piece.Text, piece.Score, SentencePieceKind.Normal)).ToList();
        return [.. SentencePieceMerges.Of(list, wrong => new TokenizerFormatException(wrong)).Select(merge => $"{list[merge.Left].Text} {list[merge.Right].Text}")];
    }

    [Fact]
    public void Defaults_are_those_of_the_format()
    {
        var model = Parse(Unknown, Begin, End);
        Assert.Equal(["<unk>", "<s>", "</s>"], model.Pieces.Select(piece => piece.Text));
        Assert.Equal([SentencePieceKind.Unknown, SentencePieceKind.Control, SentencePieceKind.Control], model.Pieces.Select(piece => piece.Kind));
        Assert.Equal((false, 0, 1, 2, -1, false, true, true), (model.IsBytePair, model.UnknownId, model.BeginId, model.EndId, model.PaddingId, model.ByteFallback, model.AddsDummyPrefix, model.RemovesExtraSpaces));
        Assert.Empty(model.CharacterMap);
    }

    [Fact]
    public void What_the_file_says_is_read_and_the_rest_skipped()
    {
        var model = Parse(
            Protobuf.Bytes(2, [.. Protobuf.Text(1, "corpus.txt"), .. Protobuf.Number(3, 2), .. Protobuf.Float(10, 0.5f), .. Protobuf.Number(35, 1), .. Protobuf.Number(40, 1),
                .. Protobuf.Number(41, -1), .. Protobuf.Number(42, -1), .. Protobuf.Number(43, 0)]),
            Protobuf.Bytes(3, [.. Protobuf.Text(1, "x"), .. Protobuf.Bytes(2, 1, 2, 3), .. Protobuf.Number(3, 0), .. Protobuf.Number(4, 0), .. Protobuf.Number(5, 1)]),
            Protobuf.Bytes(4, 1, 2), Protobuf.Bytes(5, Protobuf.Text(1, "x")), Protobuf.Number(200, 7), [(9 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8],
            Protobuf.Piece("é", -1.5f), Protobuf.Bytes(1, [.. Protobuf.Text(1, "<unk>"), .. Protobuf.Text(7, "x")]));
        Assert.Equal([new SentencePiece("é", -1.5f, SentencePieceKind.Normal), new SentencePiece("<unk>", 0, SentencePieceKind.Normal)], model.Pieces);
        Assert.Equal((true, 1, -1, -1, 0, true, false, false), (model.IsBytePair, model.UnknownId, model.BeginId, model.EndId, model.PaddingId, model.ByteFallback, model.AddsDummyPrefix, model.RemovesExtraSpaces));
        Assert.Equal([1, 2, 3], model.CharacterMap);
    }

    [Fact]
    public void Damage_is_named_with_its_place()
    {
        Assert.Equal("at byte 0: the key of a field is cut off.", MessageOf([0x80]));
        Assert.Equal("at byte 0: the key of a field has more than 10 bytes; a number has 10 at most.", MessageOf([.. Enumerable.Repeat((byte)0x80, 11)]));
        Assert.Equal("at byte 0: a field has the number 0; it must lie between 1 and 536870911.", MessageOf([0x02, 0x00]));
        Assert.Equal("at byte 0: the field 1 has the wire type 3; known are 0, 1, 2 and 5.", MessageOf([(1 << 3) | 3]));
        Assert.Equal("at byte 16: 'pieces' has 4,294,967,295 bytes, but 2 are left.", MessageOf(Unknown, [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 2]));
        Assert.Equal("at byte 0: 'pieces' has the wire type 0; it must be 2.", MessageOf(Protobuf.Number(1, 5)));
        Assert.Equal("at byte 2: 'piece' has 9 bytes, but 1 are left.", MessageOf([0x0A, 3, 0x0A, 9, 65]));
        Assert.Equal("at byte 2: 'score' has 4 bytes, but 1 are left.", MessageOf([0x0A, 2, 0x15, 0]));
        Assert.Equal("at byte 2: 'score' has the wire type 0; it must be 5.", MessageOf(Protobuf.Bytes(1, Protobuf.Number(2, 1))));
        Assert.Equal("at byte 2: 'piece' is not UTF-8.", MessageOf(Protobuf.Bytes(1, Protobuf.Bytes(1, 0xFF))));
        Assert.Equal("at byte 5: the score of piece 0 is NaN; scores must be finite numbers.", MessageOf(Protobuf.Piece("a", float.NaN)));
        Assert.Equal("at byte 10: the type of piece 0 is 7; known are 1 to 6.", MessageOf(Protobuf.Piece("a", 0, 7)));
        Assert.Equal("at byte 10: 'type' must be a number of 32 bits; got 1099511627776.", MessageOf(Protobuf.Bytes(1, [.. Protobuf.Text(1, "a"), .. Protobuf.Float(2, 0), .. Protobuf.Number(3, 1L << 40)])));
        Assert.Equal("at byte 18: piece 1 is empty; pieces must hold text.", MessageOf(Unknown, Protobuf.Bytes(1)));
        Assert.Equal("it holds no pieces; a SentencePiece model must hold some.", MessageOf());
        Assert.Equal("'trainer_spec.unk_id' is 3; it must be the id of one of the 3 pieces.", MessageOf(Unknown, Begin, End, Protobuf.Bytes(2, Protobuf.Number(40, 3))));
        Assert.Equal("'trainer_spec.unk_id' is -1; it must be the id of one of the 3 pieces.", MessageOf(Unknown, Begin, End, Protobuf.Bytes(2, Protobuf.Number(40, -1))));
        Assert.Equal("'trainer_spec.eos_id' is 9; it must be the id of one of the 3 pieces.", MessageOf(Unknown, Begin, End, Protobuf.Bytes(2, Protobuf.Number(42, 9))));
    }

    [Fact]
    public void What_is_not_supported_is_named()
    {
        Assert.Equal(
            "at byte 2: 'trainer_spec.model_type' is 3 (word), which is not supported; supported are 1 (unigram) and 2 (bpe).", MessageOf(Protobuf.Bytes(2, Protobuf.Number(3, 3))));
        Assert.Equal(
            "at byte 2: 'trainer_spec.treat_whitespace_as_suffix' is true, which is not supported. Use a model that marks where words begin.",
            MessageOf(Protobuf.Bytes(2, Protobuf.Number(24, 1))));
        Assert.Equal(
            "at byte 2: 'normalizer_spec.escape_whitespaces' is false, which is not supported. Use a model that writes spaces as ▁.", MessageOf(Protobuf.Bytes(3, Protobuf.Number(5, 0))));
        Assert.Equal(
            "at byte 2: 'denormalizer_spec.precompiled_charsmap' is there, which is not supported. Use a model that decodes without one.",
            MessageOf(Protobuf.Bytes(5, Protobuf.Bytes(2, 1))));
    }

    [Fact]
    public void Files_of_any_bytes_are_read_or_refused() => Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.Select(Gen.Int[0, 60], Gen.Byte).Array[1, 3].Select(changes =>
        {
            byte[] bytes = [.. Unknown, .. Begin, .. End, .. Protobuf.Bytes(2, Protobuf.Number(40, 0)), .. Protobuf.Bytes(3, Protobuf.Bytes(2, 1, 2))];
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            return bytes;
        })).Sample(bytes =>
    {
        try
        {
            Assert.NotEmpty(Parse(bytes).Pieces);
        }
        catch (TokenizerFormatException)
        {
        }
    }, iter: 20_000);

    [Fact]
    public void Merges_are_all_cuts_by_score_then_by_the_length_of_their_left_part()
    {
        Assert.Equal(["a b", "abc d", "ab cd", "ab c", "c d"], MergesOf(("a", 0), ("b", 0), ("c", 0), ("d", 0), ("ab", -1), ("abc", -3), ("cd", -4), ("abcd", -2)));
        // Characters are counted, not UTF-16 units.
        Assert.Equal(["ab c", "😀 x", "a b"], MergesOf(("😀", 0), ("x", 0), ("😀x", -1), ("a", 0), ("b", 0), ("c", 0), ("abc", -1), ("ab", -1)));
        Assert.Empty(MergesOf(("a", 0), ("abc", 0), ("c", 0)));
    }

    [Fact]
    public void Too_many_merges_are_refused()
    {
        var pieces = Enumerable.Range(1, 1000).Select(length => (new string('a', length), 0f)).ToArray();
        Assert.Equal(
            "its 1,000 pieces can be cut into two pieces in more than 97,536 ways; use a model whose pieces are less alike.", Assert.Throws<TokenizerFormatException>(() => MergesOf(pieces)).Message);
    }

    [Fact]
    public void Merges_are_those_of_a_plain_search() => Gen.String[Gen.Char["ab😀"], 1, 6].Array[1, 30].Select(Gen.Int[0, 3].Array[30]).Sample((texts, scores) =>
    {
        var pieces = texts.Select(LoneSurrogates.Replace).Concat(["a", "b"]).Distinct().Select((text, id) => (Text: text, Score: -(float)scores[id % 30])).ToArray();
        var plain = from piece in pieces
                    from cut in Enumerable.Range(1, piece.Text.Length - 1)
                    where !char.IsLowSurrogate(piece.Text[cut])
                    let left = piece.Text[..cut]
                    let right = piece.Text[cut..]
                    where pieces.Any(other => other.Text == left) && pieces.Any(other => other.Text == right)
                    orderby piece.Score descending, left.EnumerateRunes().Count() descending, right.EnumerateRunes().Count() descending
                    select $"{left} {right}";
        Assert.Equal(plain, MergesOf(pieces));
    }, iter: 500);
}
