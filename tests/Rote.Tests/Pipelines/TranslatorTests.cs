using CsCheck;
using Rote.Pipelines;
using Rote.Tokenizers;
using TorchSharp;

namespace Rote.Tests.Pipelines;

public sealed class TranslatorTests : IDisposable
{
    // Scores of a batch differ from those of a text alone by the order of float32 sums.
    private const double Tolerance = 1e-4;

    private readonly Translator _translator = TinyTranslators.Make();

    public void Dispose() => _translator.Dispose();

    [Fact]
    public void Model_here_is_worth_testing_with()
    {
        var outputs = Translate(TinyTranslators.Texts);
        Assert.True(outputs.Select(output => output.Text).Distinct().Count() > 5);
        Assert.True(outputs.Count(output => output.IsCutOff) > 2);
        Assert.True(outputs.Count(output => output.Text.Length > 0 && !output.IsCutOff) > 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Texts_together_are_as_each_alone_in_any_order_and_batch_size(int beams) =>
        Gen.Shuffle(TinyTranslators.Texts).Select(Gen.Int[1, 14]).Sample((texts, size) =>
        {
            var options = new TranslationOptions { Beams = beams, BatchSize = size };
            var together = Translate(texts, options);
            Assert.Equal(texts.Length, together.Count);
            for (int i = 0; i < texts.Length; i++)
            {
                var alone = _translator.Translate(texts[i], options);
                Assert.Equal(TinyTranslators.Shown(alone), TinyTranslators.Shown(together[i]));
                Assert.Equal(alone.Score is null, together[i].Score is null);
                Assert.Equal(alone.Score ?? 0, together[i].Score ?? 0, Tolerance);
            }
        }, iter: 12, threads: 1, seed: "000000000000");

    [Fact]
    public void What_fills_rows_does_not_matter()
    {
        string[] expected = [.. Translate(TinyTranslators.Texts).Select(TinyTranslators.Shown)];
        foreach (int padding in new[] { TinyTranslators.End, TinyTranslators.Unknown, 7 })
        {
            using var other = TinyTranslators.Make(options: TinyTranslators.Options with { PaddingId = padding });
            Assert.Equal(padding, other.PaddingId);
            Assert.Equal(expected, other.Translate(TinyTranslators.Texts, cancellation: TestContext.Current.CancellationToken).Select(TinyTranslators.Shown));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\r\n ")]
    public void Blank_text_is_translated_as_empty(string blank)
    {
        foreach (int beams in new[] { 1, 3 })
        {
            var output = _translator.Translate(blank, new TranslationOptions { Beams = beams });
            Assert.Equal("||0|False", TinyTranslators.Shown(output));
            Assert.Null(output.Score);
        }
    }

    [Fact]
    public void Longest_row_of_the_model_is_kept_unless_a_number_of_tokens_is_asked_for()
    {
        using var bounded = TinyTranslators.Make(options: TinyTranslators.Options with { MaxLength = 4 });
        foreach (string text in TinyTranslators.Texts.Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            Assert.Equal(TinyTranslators.Shown(_translator.Translate(text, new TranslationOptions { MaxNewTokens = 3 })), TinyTranslators.Shown(bounded.Translate(text)));
            Assert.Equal(
                TinyTranslators.Shown(_translator.Translate(text, new TranslationOptions { MaxNewTokens = 6 })),
                TinyTranslators.Shown(bounded.Translate(text, new TranslationOptions { MaxNewTokens = 6 })));
        }
    }

    [Fact]
    public void No_texts_give_no_translations() => Assert.Empty(Translate([]));

    [Fact]
    public void Unknown_pieces_are_said_each_once_in_order()
    {
        Assert.Equal(["X", "😀", "é"], _translator.Translate("aX😀bXé").Unknown);
        Assert.Empty(_translator.Translate("abc").Unknown);
        // All are read alike.
        Assert.Equal(_translator.Translate("aXb").Text, _translator.Translate("aéb").Text);
    }

    [Fact]
    public void Text_beyond_the_reach_keeps_its_beginning_and_the_end_token()
    {
        const int letters = TinyTranslators.Reach - 1;
        string longest = string.Concat(Enumerable.Range(0, letters).Select(i => (char)('a' + i % 8)));
        var whole = _translator.Translate(longest);
        Assert.Equal(0, whole.TokensLeftOut);
        var cut = _translator.Translate(longest + "XYZ");
        Assert.Equal(3, cut.TokensLeftOut);
        Assert.Equal(whole.Text, cut.Text);
        Assert.Empty(cut.Unknown); // they were not read at all
        Assert.Equal(["Q"], _translator.Translate("Q" + longest).Unknown);
        var (_, maps) = _translator.Explain(longest + "XYZ");
        Assert.Equal([.. longest.Select(letter => letter.ToString()), "</s>"], maps.SourceTokens);
    }

    [Fact]
    public void Tokenizer_without_an_end_token_is_cut_plainly()
    {
        var tokenizer = new Tokenizer(TinyTranslators.Tokenizer().Pipeline with { PostProcessor = null });
        using var translator = TinyTranslators.Make(tokenizer);
        var (translation, maps) = translator.Explain(new string('a', TinyTranslators.Reach - 1) + "bc");
        Assert.Equal(1, translation.TokensLeftOut);
        Assert.Equal([.. Enumerable.Repeat("a", TinyTranslators.Reach - 1), "b"], maps.SourceTokens);
    }

    [Fact]
    public void Output_that_did_not_end_is_said_to_be_cut_off()
    {
        var outputs = Translate(["b", "a"]);
        Assert.Equal(["eh|False", "ecebabbbe|True"], outputs.Select(output => $"{output.Text}|{output.IsCutOff}"));
        Assert.False(_translator.Translate("b", new TranslationOptions { MaxNewTokens = 5 }).IsCutOff);
        var one = _translator.Translate("b", new TranslationOptions { MaxNewTokens = 1 });
        Assert.Equal(("", true), (one.Text, one.IsCutOff)); // the only token is the forced end
        using var free = TinyTranslators.Make(options: TinyTranslators.Options with { ForcedEndId = null });
        var open = free.Translate("b", new TranslationOptions { MaxNewTokens = 1 });
        Assert.Equal((1, true), (open.Text.Length, open.IsCutOff));
        string ended = free.Translate("b").Text;
        Assert.False(free.Translate("b", new TranslationOptions { MaxNewTokens = ended.Length + 1 }).IsCutOff); // ends by itself at the last place
    }

    [Fact]
    public void Options_left_out_are_the_models_own()
    {
        using var beaming = TinyTranslators.Make(options: TinyTranslators.Options with { Beams = 3, LengthPenalty = 0.5, ReturnSequences = 2 });
        foreach (string text in new[] { "abc", "dcba" })
        {
            var own = beaming.Translate(text);
            var asked = _translator.Translate(text, new TranslationOptions { Beams = 3, LengthPenalty = 0.5 });
            Assert.Equal((asked.Text, asked.Score), (own.Text, own.Score));
            Assert.NotNull(own.Score);
            Assert.Null(_translator.Translate(text).Score);
        }
    }

    [Fact]
    public void Two_threads_at_once_get_what_one_gets()
    {
        string[] expected = [.. Translate(TinyTranslators.Texts).Select(TinyTranslators.Shown)];
        string[][] got = new string[2][];
        Thread[] threads =
        [
            .. Enumerable.Range(0, 2).Select(number => new Thread(() =>
            {
                for (int round = 0; round < 8; round++)
                    got[number] = [.. got[number] ?? [], .. _translator.Translate(TinyTranslators.Texts, new TranslationOptions { BatchSize = 3 + number }).Select(TinyTranslators.Shown)];
            })),
        ];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        foreach (string[] results in got)
            Assert.All(results.Chunk(expected.Length), round => Assert.Equal(expected, round));
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        void Once()
        {
            Translate(TinyTranslators.Texts);
            Translate(TinyTranslators.Texts, new TranslationOptions { Beams = 3 });
            _translator.Explain("abc");
        }
        Once();
        var statistics = DisposeScopeManager.Statistics;
        long before = statistics.ThreadTotalLiveCount;
        Once();
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Cancellation_ends_the_work() =>
        Assert.ThrowsAny<OperationCanceledException>(() => _translator.Translate(TinyTranslators.Texts, cancellation: new CancellationToken(true)));

    [Fact]
    public void Wrong_options_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Translate(["a"], new TranslationOptions { BatchSize = 0 }));
        Assert.Equal(
            "`options` has 1 violation(s): Beams must be in [1, 1024]; got 2000. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => Translate(["a"], new TranslationOptions { Beams = 2000 })).Message);
        Assert.Throws<ArgumentNullException>(() => Translate(["a", null!]));
    }

    private IReadOnlyList<Translation> Translate(IReadOnlyList<string> texts, TranslationOptions? options = null) => _translator.Translate(texts, options, TestContext.Current.CancellationToken);
}
