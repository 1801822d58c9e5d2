using Rote.Pipelines;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Tests.Pipelines;

/// <summary>What <see cref="Translator.Explain"/> says of a translation.</summary>
public sealed class TranslatorMaps : IDisposable
{
    private const double Tolerance = 1e-5; // rows of a float32 softmax

    private readonly Translator _translator = TinyTranslators.Make();

    public void Dispose() => _translator.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Translation_is_that_of_Translate_and_rows_sum_to_1(int beams)
    {
        var options = new TranslationOptions { Beams = beams };
        foreach (string text in TinyTranslators.Texts.Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            var (translation, maps) = _translator.Explain(text, options);
            var expected = _translator.Translate(text, options);
            Assert.Equal(TinyTranslators.Shown(expected), TinyTranslators.Shown(translation));
            Assert.Equal(expected.Score, translation.Score);
            Assert.Equal(translation.Text, string.Concat(maps.TargetTokens.Where(token => token is not ("</s>" or "<unk>"))));
            Assert.Equal(2, maps.Layers.Count);
            Assert.All(maps.Layers, heads => Assert.Equal(2, heads.Count));
            foreach (float[,] map in maps.Layers.SelectMany(heads => heads))
            {
                Assert.Equal((maps.TargetTokens.Count, maps.SourceTokens.Count), (map.GetLength(0), map.GetLength(1)));
                for (int row = 0; row < map.GetLength(0); row++)
                    Assert.Equal(1, Enumerable.Range(0, map.GetLength(1)).Sum(column => (double)map[row, column]), Tolerance);
            }
        }
    }

    [Fact]
    public void Maps_of_layers_heads_and_rows_differ()
    {
        var (_, maps) = _translator.Explain("abcde");
        float[][] rows = [.. maps.Layers.SelectMany(heads => heads).Select(map => Enumerable.Range(0, map.GetLength(1)).Select(column => map[0, column]).ToArray())];
        for (int one = 0; one < rows.Length; one++)
            for (int other = 0; other < one; other++)
                Assert.True(rows[one].Zip(rows[other]).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-3);
    }

    [Theory]
    [InlineData("abc", "a b c </s>")]
    [InlineData("aXb", "a X b </s>")] // read as unknown
    [InlineData("a😀é", "a 😀 é </s>")]
    [InlineData("a</s>b", "a </s> b </s>")]
    public void Source_is_shown_as_it_was_given(string text, string expected) => Assert.Equal(expected.Split(' '), _translator.Explain(text).Maps.SourceTokens);

    [Fact]
    public void Normalized_source_is_shown_as_it_was_given()
    {
        using var translator = TinyTranslators.Make(TinyTranslators.Tokenizer(compatible: true, letters: "abciv"));
        // One sign becomes three tokens, a capital one that is known, a full-width letter one that is not.
        Assert.Equal(["Ⅲ", "Ⅲ", "Ⅲ", "A", "Ｘ", "</s>"], translator.Explain("ⅢAＸ").Maps.SourceTokens);
        Assert.Equal(["Ｘ"], translator.Translate("ⅢAＸ").Unknown);
        Assert.Equal([" ", "b", "</s>"], translator.Explain(" b").Maps.SourceTokens);
    }

    [Theory]
    [InlineData("bytelevel-gpt2", "Ein süßer Hund", "Ein| süßer| Hund")]
    [InlineData("bytelevel-gpt2", "ab 🙂", "ab| 🙂")]
    [InlineData("spm-llama2", "Ein süßer  Hund", "Ein| süßer|  Hund")]
    [InlineData("unigram-xlmr", "Ein Hund, ja.", "Ein| Hund,| ja.")]
    [InlineData("bert-cased", "Ein Hund", "Ein| Hund")]
    [InlineData("bpe-gpt1", "ein hund", "ein| hund")]
    public void Written_pieces_are_the_text_that_they_add(string kind, string text, string words)
    {
        var tokenizer = Tokenizer.Load(GoldenFolder.Tokenizer(kind));
        int[] ids = tokenizer.EncodeToIds(text, addSpecialTokens: false);
        string[] pieces = WrittenPieces.Of(tokenizer, ids);
        Assert.Equal(ids.Length, pieces.Length);
        // Bytes that do not finish a character have their own names, and its last byte the character.
        string whole = string.Concat(pieces.Zip(ids).Where(pair => pair.First != tokenizer.IdToToken(pair.Second) || text.Contains(pair.First, StringComparison.Ordinal)).Select(pair => pair.First));
        Assert.Equal(words.Replace("|", "", StringComparison.Ordinal), whole);
        Assert.All(words.Split('|').Skip(1), word => Assert.Contains(pieces, piece => piece.StartsWith(' ') && word.StartsWith(piece[..1], StringComparison.Ordinal)));
    }

    [Fact]
    public void Special_tokens_unknown_ids_and_words_are_written_by_name()
    {
        var bert = Tokenizer.Load(GoldenFolder.Tokenizer("bert-cased"));
        string[] pieces = WrittenPieces.Of(bert, [.. bert.Encode("a").Ids, 999_999]);
        Assert.Equal("[CLS]", pieces[0]);
        Assert.Equal(["[SEP]", "#999999"], pieces[^2..]);
        var words = WordLevelTrainer.Train(["a b"], new WordLevelTrainerOptions());
        Assert.Equal(["a", "b", "</s>"], WrittenPieces.Of(words, words.Encode("a b").Ids));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void Blank_text_is_refused(string blank) =>
        Assert.Equal("`text` is empty: there is nothing to look at. (Parameter 'text')", Assert.Throws<ArgumentException>(() => _translator.Explain(blank)).Message);
}
