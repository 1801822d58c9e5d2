using CsCheck;

namespace Rote.Tokenizers.Tests;

public class TokenizerTests
{
    private static readonly Tokenizer Words = WordLevelTrainer.Train(["the cat sat on the mat."], new WordLevelTrainerOptions());
    private static readonly Tokenizer Characters = WordLevelTrainer.Train(["abc \nİΣσ"], new WordLevelTrainerOptions { Unit = TokenUnit.Characters, LowerCase = false });

    // What lower case, composition and added tokens stumble over, among any text.
    private static readonly string[] Parts =
        ["the", "Cat", " ", ".", "</s>", "<", "İ", "e\u0301", "\u0323\u0301", "ﬁ", "ｶﾞ", "한", "ᄒ", "ᅡ", "ᆫ", "😀", "\uD800", "\uDC00", "\0", "\n", "Å", "½", "ﷺ"];

    private static Gen<string> Texts => Gen.OneOf(Gen.Int[0, Parts.Length - 1].Select(index => Parts[index]), Gen.String).Array[0, 12].Select(parts => string.Concat(parts));

    private static string[] Pieces(string text, Encoding encoding) => [.. encoding.Offsets.Select(range => text.Substring(range.Start, range.Length))];

    [Fact]
    public void Words_have_ids_tokens_and_places()
    {
        const string text = " The cat,  sat. ";
        var encoding = Words.Encode(text);
        Assert.Equal(["the", "cat", "<unk>", "sat", ".", "</s>"], encoding.Tokens);
        Assert.Equal(encoding.Tokens, encoding.Ids.Select(id => Words.IdToToken(id)!));
        Assert.Equal(["The", "cat", ",", "sat", ".", ""], Pieces(text, encoding));
        Assert.Equal((0, 0), encoding.Offsets[^1]);
        Assert.Equal("the cat sat .", Words.Decode(encoding.Ids));
        Assert.Equal("the cat <unk> sat . </s>", Words.Decode(encoding.Ids, skipSpecialTokens: false));
        Assert.Equal(["the", "cat", "<unk>", "sat", "."], Words.Encode(text, addSpecialTokens: false).Tokens);
    }

    [Fact]
    public void Special_tokens_that_the_text_spells_out_are_found()
    {
        const string text = "cat</s>THE<unk><pad>";
        var encoding = Words.Encode(text, addSpecialTokens: false);
        Assert.Equal(["cat", "</s>", "the", "<unk>", "<pad>"], encoding.Tokens);
        Assert.Equal(["cat", "</s>", "THE", "<unk>", "<pad>"], Pieces(text, encoding));
        Assert.Empty(encoding.UnknownPieces(text));
        // They are looked for as they are written, before the text is lowered.
        Assert.Equal(["<unk>", "<unk>", "<unk>"], Words.Encode("</S>", addSpecialTokens: false).Tokens);
    }

    [Fact]
    public void Unknown_pieces_are_named_once_as_the_text_has_them()
    {
        const string text = "The Dog sat, the BIRD sat, the dog";
        var encoding = Words.Encode(text);
        Assert.Equal([1, 3, 5, 7, 9], encoding.UnknownIndices);
        Assert.Equal(["Dog", ",", "BIRD", "dog"], encoding.UnknownPieces(text));
        var wrong = Assert.Throws<ArgumentException>(() => encoding.UnknownPieces("The"));
        Assert.Equal("`text` must be the text that was encoded; it has 3 UTF-16 units, and token 1 ends at 7. (Parameter 'text')", wrong.Message);
    }

    [Fact]
    public void Lower_case_that_is_longer_keeps_places()
    {
        var tokenizer = WordLevelTrainer.Train(["İstanbul ΣΑΣ x"], new WordLevelTrainerOptions());
        const string text = "x İSTANBUL ΣΑΣ!";
        var encoding = tokenizer.Encode(text, addSpecialTokens: false);
        Assert.Equal(["x", "i\u0307stanbul", "σασ", "<unk>"], encoding.Tokens);
        Assert.Equal(["x", "İSTANBUL", "ΣΑΣ", "!"], Pieces(text, encoding));
    }

    [Fact]
    public void Two_encodings_of_a_text_are_equal()
    {
        Assert.Equal(Words.Encode("the cat"), Words.Encode("the cat"));
        Assert.Equal(Words.Encode("the cat").GetHashCode(), Words.Encode("the cat").GetHashCode());
        Assert.NotEqual(Words.Encode("the cat"), Words.Encode("the  cat"));
    }

    [Fact]
    public void Empty_text_has_the_end_token_only()
    {
        Assert.Equal(["</s>"], Words.Encode("").Tokens);
        Assert.Empty(Words.Encode(" \t", addSpecialTokens: false).Ids);
        Assert.Equal("", Words.Decode([]));
    }

    [Fact]
    public void Ids_without_a_token_are_left_out_of_a_decoding() => Assert.Equal("the", Words.Decode([-1, Words.TokenToId("the")!.Value, Words.VocabularySize, int.MaxValue]));

    [Fact]
    public void Half_surrogate_pairs_and_null_characters_are_characters()
    {
        const string text = "a\uD83Db\0\uDE00\uDE00\uD83D";
        var encoding = Characters.Encode(text, addSpecialTokens: false);
        Assert.Equal(["a", "<unk>", "b", "<unk>", "<unk>", "<unk>", "<unk>"], encoding.Tokens);
        Assert.Equal(text.Select(unit => unit.ToString()), Pieces(text, encoding));
    }

    [Fact]
    public void Characters_known_are_given_back() => Gen.Char["abc \nİΣσ"].Array[0, 60].Select(units => new string(units)).Sample(text =>
    {
        var encoding = Characters.Encode(text);
        Assert.Equal(text.Length + 1, encoding.Ids.Count);
        Assert.Equal(text, Characters.Decode(encoding.Ids));
        Assert.Equal(text, string.Concat(Pieces(text, encoding)));
    }, iter: 500);

    [Fact]
    public void Text_is_given_back_by_a_tokenizer_trained_on_it() => Gen.String.Where(text => text.Length > 0 && LoneSurrogates.IndexOf(text) < 0).Sample(text =>
    {
        var tokenizer = WordLevelTrainer.Train([text], new WordLevelTrainerOptions { Unit = TokenUnit.Characters, LowerCase = false });
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids));
    }, iter: 500);

    [Fact]
    public void Places_lie_in_the_text_and_never_go_back() => Texts.Select(Gen.Bool, Gen.Bool, Gen.Bool).Sample((text, lower, compatible, words) =>
    {
        var options = new WordLevelTrainerOptions { Unit = words ? TokenUnit.Words : TokenUnit.Characters, LowerCase = lower, NormalizeCompatibility = compatible };
        var encoding = WordLevelTrainer.Train(["e"], options).Encode(text, addSpecialTokens: false);
        int start = 0;
        foreach (var range in encoding.Offsets)
        {
            Assert.InRange(range.Start, start, text.Length);
            Assert.InRange(range.Length, 1, text.Length - range.Start);
            start = range.Start;
        }
    }, iter: 2000);

    [Fact]
    public void Known_words_stand_where_the_text_has_them() => Texts.Sample(text =>
    {
        var encoding = Words.Encode(text, addSpecialTokens: false);
        Assert.Equal(encoding.Tokens.Where((_, index) => !encoding.UnknownIndices.Contains(index)), Pieces(text, encoding).Where((_, index) => !encoding.UnknownIndices.Contains(index))
            .Select(piece => piece.StartsWith('<') ? piece : piece.ToLowerInvariant()));
    }, iter: 500);

    [Fact]
    public void Memory_grows_with_the_text_and_no_faster()
    {
        string text = string.Concat(Enumerable.Repeat("The cat sat on the mat. ", 1000));
        Words.Encode(text + text);
        Characters.Encode(text + text);
        foreach (var tokenizer in new[] { Words, Characters })
        {
            long once = Allocated(text), twice = Allocated(text + text);
            Assert.True(twice < 2.5 * once, $"{once} bytes for the text, {twice} for two of it.");
            // Lists that double hold at most 2 + 1 times what is in them: 4 + 8 + 8 bytes a token, 16 a piece.
            Assert.True(once < 150L * tokenizer.Encode(text).Ids.Count, $"{once} bytes for {tokenizer.Encode(text).Ids.Count} tokens.");

            long Allocated(string input)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                tokenizer.Encode(input);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
    }

    [Fact]
    public void Long_runs_of_marks_spaces_and_near_matches_take_no_time()
    {
        var tokenizer = WordLevelTrainer.Train(["e"], new WordLevelTrainerOptions { NormalizeCompatibility = true });
        foreach (string run in new[] { "\u0301\u0323", "<", "</s", " ", "İ", "\uD800", "</s>" })
        {
            string text = string.Concat(Enumerable.Repeat(run, 100_000));
            Assert.True(tokenizer.Encode(text).Ids.Count <= text.Length + 1);
        }
    }
}
