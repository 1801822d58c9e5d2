using CsCheck;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>Words that are cut out, kept and looked up give what the whole text gives.</summary>
[Trait("Category", "Golden")]
public class WordCacheProperties
{
    public static TheoryData<string> Kinds() => TokenizerGoldens.Kinds();

    // Replaces a private character between spaces, which no text holds.
    private static readonly Normalizer Nothing = new Normalizer.Replace(new SplitPattern.Literal(" \uE000 "), "");

    // A normalizer that changes nothing, of which it is not known that it keeps words apart.
    private static Tokenizer Whole(Tokenizer tokenizer) => new(tokenizer.Pipeline with
    {
        Normalizer = new Normalizer.Sequence(tokenizer.Pipeline.Normalizer is { } normalizer ? [normalizer, Nothing] : [Nothing]),
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Words_that_are_kept_are_those_of_the_whole_text(string kind)
    {
        var kept = GoldenTokenizer.Of(kind);
        var whole = Whole(kept);
        GoldenTokenizer.Texts(kept).Sample(text => Same(whole, kept, text), iter: 400);
    }

    // Ranges slip behind what a map of characters deletes at the start, in all words.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Texts_that_once_failed_do_not_fail(string kind)
    {
        var kept = GoldenTokenizer.Of(kind);
        var whole = Whole(kept);
        foreach (string text in new[] { "\u00AD''in internationalization (see camelCase of", "\uFEFFdo world! , don't", "\u200Bchampionship , @-@", "a\u0301 \u00AD b c", " \u00ADa b c d" })
            Same(whole, kept, text);
    }

    // Found by the fuzz program: seed 20261125, case 23858.
    [Fact]
    public void Cut_is_no_start_of_a_text_for_a_later_part_of_a_sequence()
    {
        var marks = new PreTokenizer.Metaspace(new System.Text.Rune('_'), PrependScheme.Never);
        var starts = new PreTokenizer.Metaspace(new System.Text.Rune('a'), PrependScheme.First, split: false);
        var model = new WordLevelModel(new Dictionary<string, int> { ["?"] = 0, ["ab"] = 1, ["_c"] = 2, ["a_c"] = 3, ["b"] = 4 }, "?");
        foreach (var preTokenizer in new PreTokenizer[] { new PreTokenizer.Sequence([marks, starts]), new PreTokenizer.Sequence([new PreTokenizer.Sequence([marks]), new PreTokenizer.Sequence([starts])]) })
        {
            var kept = new Tokenizer(new TokenizerPipeline { Model = model, PreTokenizer = preTokenizer });
            Same(Whole(kept), kept, "b c c");
            Assert.Equal([1, 2, 2], kept.EncodeToIds("b c c"));
        }
    }

    [Fact]
    public void Most_pipelines_are_taken_word_by_word()
    {
        var pipelines = TokenizerGoldens.Kinds().Select(row => GoldenTokenizer.Of(row.Data).Pipeline).ToList();
        int cut = pipelines.Count(pipeline => SpaceCuts.ChangeNothing(pipeline.Normalizer, pipeline.PreTokenizer));
        Assert.True(2 * cut > pipelines.Count, $"{cut} of {pipelines.Count} pipelines are cut at spaces: the property above says little.");
        Assert.DoesNotContain(pipelines, pipeline => SpaceCuts.ChangeNothing(Whole(new Tokenizer(pipeline)).Pipeline.Normalizer, pipeline.PreTokenizer));
    }

    private static void Same(Tokenizer whole, Tokenizer kept, string text)
    {
        var expected = whole.Encode(text);
        // The second time every word is known; ids alone go another way.
        foreach (string _ in new[] { "first", "second" })
        {
            Assert.Equal(expected, kept.Encode(text));
            Assert.Equal(expected.Ids, kept.EncodeToIds(text));
        }
    }
}
