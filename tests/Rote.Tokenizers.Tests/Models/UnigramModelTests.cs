using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class UnigramModelTests
{
    private static UnigramModel Model(int? unknownId, bool byteFallback, params (string Text, double Score)[] pieces) =>
        new(pieces.Select(piece => new UnigramPiece(piece.Text, piece.Score)), unknownId, byteFallback);

    private static string Cut(UnigramModel model, string text)
    {
        var tokens = new TokenBuffer();
        model.Tokenize(text, tokens);
        var parts = new List<string>();
        foreach (var token in tokens.Tokens)
        {
            string shown = token.Kind == PieceTokenKind.UnknownSurface ? $"?{text.Substring(token.Start, token.Length)}" : model.IdToToken(token.Id)!;
            parts.Add($"{shown}@{token.Start}+{token.Length}");
        }
        return string.Join(' ', parts);
    }

    [Fact]
    public void Pieces_whose_scores_add_up_to_most_are_chosen_and_unknown_characters_fused()
    {
        var model = Model(0, false, ("<unk>", 0), ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("cd", 1), ("ab", 2), ("abc", 5), ("abcd", 10));
        Assert.Equal("abcd@0+4 a@4+1 cd@5+2 ?xx@7+2", Cut(model, "abcdacdxx"));
        Assert.Equal("?é😀@0+3 ab@3+2 ?😀@5+2", Cut(model, "é😀ab😀"));
    }

    [Fact]
    public void Of_equal_sums_the_earlier_start_of_the_last_piece_stays()
    {
        var model = Model(0, false, ("<unk>", 0), ("a", -1), ("aa", -2), ("aaa", -3));
        Assert.Equal("aaa@0+3", Cut(model, "aaa"));
        Assert.Equal("a@0+1 aaa@1+3", Cut(model, "aaaa"));
    }

    [Fact]
    public void Unknown_is_offered_only_where_no_character_alone_is_a_piece()
    {
        // "ab" costs less than two unknown characters, and "a" is known: the unknown score of -24 is not offered for it.
        Assert.Equal("ab@0+2", Cut(Model(0, false, ("<unk>", 0), ("ab", -14)), "ab"));
        Assert.Equal("a@0+1 ?b@1+1", Cut(Model(0, false, ("<unk>", 0), ("a", -100), ("x", -1)), "ab"));
        // Above a score of 10 unknown characters are worth more than pieces, and what they fuse to is looked up.
        Assert.Equal("ab@0+2", Cut(Model(0, false, ("<unk>", 30), ("ab", 30)), "ab"));
        Assert.Equal("?abc@0+3", Cut(Model(0, false, ("<unk>", 30), ("ab", 30)), "abc"));
    }

    [Fact]
    public void Special_tokens_are_pieces_like_others()
    {
        var model = Model(0, false, ("<unk>", 0), ("</s>", 0), ("<", -3), ("s", -4));
        Assert.Equal("</s>@0+4 <@4+1 </s>@5+4", Cut(model, "</s><</s>"));
        Assert.Equal("<unk>@0+5 s@5+1", Cut(model, "<unk>s"));
        Assert.Equal("?<unk>é@0+6", Cut(model, "<unk>é"));
    }

    [Fact]
    public void Bytes_of_an_unknown_run_carry_the_range_of_the_run()
    {
        (string, double)[] bytes = [.. new[] { 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80 }.Select(value => ($"<0x{value:X2}>", 0.0))];
        var model = Model(0, true, [("<unk>", 0), ("a", -1), .. bytes]);
        Assert.Equal("<0xC3>@0+3 <0xA9>@0+3 <0xF0>@0+3 <0x9F>@0+3 <0x98>@0+3 <0x80>@0+3 a@3+1", Cut(model, "é😀a"));
        // One byte that is missing makes the whole run unknown.
        Assert.Equal("?éñ@0+2 a@2+1 <0xC3>@3+1 <0xA9>@3+1", Cut(model, "éñaé"));
        Assert.Equal("?é@0+1", Cut(Model(0, false, [("<unk>", 0), .. bytes]), "é"));
    }

    [Fact]
    public void Model_without_an_unknown_piece_says_which_character_it_lacks()
    {
        var model = Model(null, false, ("a", -1), ("ab", -1), ("b", -1));
        Assert.Equal("ab@0+2", Cut(model, "ab"));
        var wrong = Assert.Throws<InvalidOperationException>(() => Cut(model, "a😀"));
        Assert.Equal("The text holds '😀' (U+1F600), which the vocabulary lacks, and the model has no unknown token (unk_id is null). Use a model that has one.", wrong.Message);
    }

    [Fact]
    public void Wrong_vocabularies_are_refused()
    {
        Check("the vocabulary holds no piece; it must hold one at least.", null);
        Check("piece 1 has 0 UTF-16 units; a piece must have 1 to 4,096.", null, ("a", 0), ("", 0));
        Check("piece 0 has 4,097 UTF-16 units; a piece must have 1 to 4,096.", null, (new string('a', 4097), 0));
        Check("piece 0 holds half a surrogate pair; pieces must be Unicode text.", null, ("\uD800", 0));
        Check("piece 1, 'b', has the score NaN; scores must be finite numbers.", null, ("a", 0), ("b", double.NaN));
        Check("piece 0, 'a', has the score -Infinity; scores must be finite numbers.", null, ("a", double.NegativeInfinity));
        Check("the unknown piece has the id 1; it must be one of the 1 pieces, 0 to 0.", 1, ("a", 0));
        Check("the unknown piece has the id -1; it must be one of the 1 pieces, 0 to 0.", -1, ("a", 0));
        Check("the piece 'bc' is there twice, with the ids 1 and 3; each piece must be there once.", null, ("a", 0), ("bc", 0), ("b", 0), ("bc", -1));
        Check($"the piece '{new string('a', 20)}' is there twice, with the ids 1 and 2; each piece must be there once.", null,
            (new string('a', 21), 0), (new string('a', 20), 0), (new string('a', 20), 0));

        static void Check(string message, int? unknownId, params (string, double)[] pieces) =>
            Assert.Equal($"`pieces`: {message} (Parameter 'pieces')", Assert.Throws<ArgumentException>(() => Model(unknownId, false, pieces)).Message);
    }

    [Fact]
    public void Every_piece_is_found_and_nothing_else() => Gen.Select(Gen.String, Gen.String[Gen.Char['a', 'c'], 1, 12], Gen.Char).Array[1, 60].Sample(parts =>
    {
        string[] pieces = [.. parts.SelectMany(part => new[] { part.Item1, part.Item2, part.Item2 + part.Item3, $"{part.Item3}" })
            .Where(text => text.Length > 0 && LoneSurrogates.IndexOf(text) < 0).Append("x").Distinct()];
        var trie = PieceTrieBuilder.Build(pieces, wrong => new InvalidDataException(wrong));
        for (int id = 0; id < pieces.Length; id++)
        {
            Assert.Equal(id, trie.Find(pieces[id]));
            Assert.Equal(Array.IndexOf(pieces, pieces[id][..^1]), trie.Find(pieces[id].AsSpan(0, pieces[id].Length - 1)));
            Assert.Equal(Array.IndexOf(pieces, pieces[id] + "b"), trie.Find(pieces[id] + "b"));
        }
    }, iter: 300);

    [Fact]
    public void Alphabet_of_all_characters_is_found()
    {
        string[] pieces = [.. Enumerable.Range(0, 0x110000).Where(System.Text.Rune.IsValid).Where(code => code < 0x10000 || code % 17 == 0).Select(char.ConvertFromUtf32)];
        var trie = PieceTrieBuilder.Build([.. pieces, .. pieces.Select(piece => piece + "\0"), .. pieces.Select(piece => "\0" + piece).Skip(1)], wrong => new InvalidDataException(wrong));
        for (int id = 0; id < pieces.Length; id++)
        {
            Assert.Equal(id, trie.Find(pieces[id]));
            Assert.Equal(pieces.Length + id, trie.Find(pieces[id] + "\0"));
        }
    }

    [Fact]
    public void Best_way_is_that_of_a_plain_search() => Gen.Select(Gen.Int[0, 999].Array[5, 40], Gen.String[Gen.Char["abcdé😀▁"], 1, 300]).Sample((seeds, text) =>
    {
        text = LoneSurrogates.Replace(text);
        // Scores of few values, so that ties are many.
        var pieces = seeds.Select(seed => (Text: LoneSurrogates.Replace(text.Substring(seed % text.Length, Math.Min(1 + seed % 5, text.Length - seed % text.Length))), Score: -(seed % 7) / 2.0))
            .DistinctBy(piece => piece.Text).Prepend((Text: "<unk>", Score: 0)).ToArray();
        Assert.Equal(Plain(pieces, text), Cut(Model(0, false, pieces), text));
    }, iter: 500);

    [Fact]
    public void Long_texts_take_linear_time_and_memory()
    {
        var model = Model(0, false, [("<unk>", 0), .. Enumerable.Range(1, 16).Select(length => (new string('a', length), -1.0 / length))]);
        var tokens = new TokenBuffer();
        foreach (string text in new[] { new string('a', 1_000_000), new string('é', 1_000_000), string.Concat(Enumerable.Repeat("😀", 500_000)) })
        {
            tokens.Clear();
            model.Tokenize(text, tokens);
            Assert.Equal(text[0] == 'a' ? 62_500 : 1, tokens.Count);
        }
    }

    // The best way by pieces of a dictionary, from left to right; the first of equals stays.
    private static string Plain((string Text, double Score)[] pieces, string text)
    {
        double unknown = pieces.Min(piece => piece.Score) - 10;
        var best = new (double Score, int Start, string? Piece)?[text.Length + 1];
        best[0] = (0, 0, null);
        int[] starts = [.. Enumerable.Range(0, text.Length).Where(at => !char.IsLowSurrogate(text[at]))];
        foreach (int start in starts)
        {
            int width = char.IsHighSurrogate(text[start]) ? 2 : 1;
            var here = pieces.Where(piece => string.CompareOrdinal(text, start, piece.Text, 0, piece.Text.Length) == 0).OrderBy(piece => piece.Text.Length).ToList();
            foreach (var (piece, score) in here)
                Offer(start, start + piece.Length, score, piece);
            if (!here.Exists(piece => piece.Text.Length == width))
                Offer(start, start + width, unknown, null);
        }
        var parts = new List<string>();
        for (int end = text.Length; end > 0;)
        {
            int start = best[end]!.Value.Start;
            if (best[end]!.Value.Piece is { } piece)
            {
                parts.Add($"{piece}@{start}+{end - start}");
            }
            else
            {
                while (start > 0 && best[start]!.Value.Piece is null)
                    start = best[start]!.Value.Start;
                parts.Add($"?{text[start..end]}@{start}+{end - start}");
            }
            end = start;
        }
        parts.Reverse();
        return string.Join(' ', parts);

        void Offer(int start, int end, double score, string? piece)
        {
            if (best[end] is not { } known || best[start]!.Value.Score + score > known.Score)
                best[end] = (best[start]!.Value.Score + score, start, piece);
        }
    }
}
