using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests;

public class PostProcessorTests
{
    private static readonly TemplateToken Start = new(1, "<s>");
    private static readonly TemplateToken End = new(2, "</s>");

    private static TokenizerPipeline With(PostProcessor postProcessor) => new()
    {
        Model = new WordLevelModel(new[] { "?", "<s>", "</s>", "Ġa", "ĠĠb", "cĠ", "Ġ" }.Select((token, id) => KeyValuePair.Create(token, id)), "?"),
        PreTokenizer = new PreTokenizer.Split(new SplitPattern.Literal("|"), SplitBehavior.Removed),
        PostProcessor = postProcessor,
    };

    private static string Ranges(Encoding encoding) => string.Join(' ', encoding.Offsets.Select(range => $"{range.Start}-{range.Start + range.Length}"));

    [Fact]
    public void Template_that_ends_texts_ends_both_of_a_pair()
    {
        var tokenizer = new Tokenizer(With(PostProcessor.Template.EndingWith(End)));
        Assert.Equal(["Ġa", "</s>"], tokenizer.Encode("Ġa").Tokens);
        var pair = tokenizer.Encode("Ġa", "cĠ");
        Assert.Equal(["Ġa", "</s>", "cĠ", "</s>"], pair.Tokens);
        Assert.Equal([0, 0, 0, 0], pair.TypeIds);
    }

    [Fact]
    public void Roberta_separates_a_pair_twice_in_one_segment()
    {
        var tokenizer = new Tokenizer(With(new PostProcessor.Roberta(End, Start)));
        Assert.Equal(["<s>", "Ġa", "</s>"], tokenizer.Encode("Ġa").Tokens);
        var pair = tokenizer.Encode("Ġa", "cĠ|Ġa");
        Assert.Equal(["<s>", "Ġa", "</s>", "</s>", "cĠ", "Ġa", "</s>"], pair.Tokens);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], pair.TypeIds);
        Assert.Equal([null, 0, null, null, 1, 1, null], pair.SequenceIds);
        Assert.Equal([1, 0, 1, 1, 0, 0, 1], pair.SpecialTokensMask);
        Assert.Equal([0, 0, 0], tokenizer.Encode("Ġa", "cĠ|Ġa", addSpecialTokens: false).TypeIds);
    }

    [Fact]
    public void Ranges_lose_the_spaces_at_their_ends_but_not_the_one_that_was_put_there()
    {
        const string text = "Ġa|ĠĠb|cĠ|Ġ|Ġa";
        Assert.Equal("0-2 3-6 7-9 10-11 12-14", Ranges(new Tokenizer(With(new PostProcessor.ByteLevel(TrimOffsets: false))).Encode(text)));
        Assert.Equal("0-2 5-6 7-8 11-11 13-14", Ranges(new Tokenizer(With(new PostProcessor.ByteLevel())).Encode(text)));
        Assert.Equal("1-2 5-6 7-8 11-11 13-14", Ranges(new Tokenizer(With(new PostProcessor.ByteLevel(AddPrefixSpace: false))).Encode(text)));
        // Two added spaces are none; what is added after the trimming does not make the text a later one.
        Assert.Equal("2-3", Ranges(new Tokenizer(With(new PostProcessor.ByteLevel())).Encode("ĠĠb")));
        Assert.Equal("0-0 0-2 0-0", Ranges(new Tokenizer(With(new PostProcessor.Roberta(End, Start))).Encode("Ġa")));
        // Every window begins with a first token.
        var cut = new Tokenizer(With(new PostProcessor.ByteLevel()) with { Truncation = new TruncationOptions { MaxLength = 1 } }).Encode("cĠ|Ġa");
        Assert.Equal("0-1 3-5", $"{Ranges(cut)} {Ranges(cut.Overflowing[0])}");
    }

    [Fact]
    public void Space_that_has_the_range_of_a_surrogate_pair_loses_all_of_it()
    {
        // The space before 😀 has its range: one character, two units.
        OffsetTrim kept = new(AddsPrefixSpace: true, IsFirst: true), taken = new(AddsPrefixSpace: false, IsFirst: true);
        Assert.Equal((0, 0), kept.Apply("Ġ", 0, (0, 2), "😀a"));
        Assert.Equal((2, 0), taken.Apply("Ġ", 0, (0, 2), "😀a"));
        Assert.Equal((0, 1), taken.Apply("aĠ", 0, (0, 3), "a😀"));
        // Two spaces are more than lies before the end.
        Assert.Equal((2, 0), kept.Apply("ĠĠ", 0, (0, 2), "😀"));
        Assert.Equal((0, 2), kept.Apply("aĠĠ", 0, (0, 2), "😀"));
    }

    [Fact]
    public void Sequence_does_one_after_the_other()
    {
        var template = new PostProcessor.Template(
            [new TemplatePart.Special("x"), new TemplatePart.Text(IsSecond: false)],
            [new TemplatePart.Text(IsSecond: true, 4), new TemplatePart.Special("x", 5), new TemplatePart.Text(IsSecond: false, 6)],
            new Dictionary<string, IReadOnlyList<TemplateToken>> { ["x"] = [Start, End] });
        var tokenizer = new Tokenizer(With(new PostProcessor.Sequence([new PostProcessor.ByteLevel(), template])) with { Truncation = new TruncationOptions { MaxLength = 4 } });
        Assert.Equal(["<s>", "</s>", "Ġa"], tokenizer.Encode("Ġa").Tokens);
        var pair = tokenizer.Encode("Ġa|cĠ", "ĠĠb|Ġ");
        Assert.Equal(["ĠĠb", "<s>", "</s>", "Ġa"], pair.Tokens);
        Assert.Equal([4, 5, 5, 6], pair.TypeIds);
        Assert.Equal([1, null, null, 0], pair.SequenceIds);
        Assert.Equal("2-3 0-0 0-0 0-2", Ranges(pair));
        // The text that stands first overflows first; overflowing windows keep the segments they had.
        Assert.Equal(["Ġ Ġa", "Ġ cĠ", "ĠĠb cĠ"], pair.Overflowing.Select(part => $"{part.Tokens[0]} {part.Tokens[^1]}"));
        Assert.Equal([1, 5, 5, 6], pair.Overflowing[0].TypeIds);
        Assert.Equal([4, 5, 5, 0], pair.Overflowing[2].TypeIds);
    }

    [Fact]
    public void Byte_level_names_the_parts_that_another_made()
    {
        var bert = new Tokenizer(With(new PostProcessor.Sequence([new PostProcessor.Bert(End, Start), new PostProcessor.ByteLevel()])));
        Assert.Equal([0, 0, 0], bert.Encode("Ġa").SequenceIds);
        Assert.Equal([0, 0, 0, 1, 1], bert.Encode("Ġa", "cĠ").SequenceIds);
        // Start A End B End: A has the names 0 and 1, B 1 and 3, and the later part and the higher name count.
        TemplatePart first = new TemplatePart.Special("<s>"), last = new TemplatePart.Special("</s>"), a = new TemplatePart.Text(IsSecond: false), b = new TemplatePart.Text(IsSecond: true);
        var template = new PostProcessor.Template(
            [first, a, last], [first, a, last, b, last], new Dictionary<string, IReadOnlyList<TemplateToken>> { ["<s>"] = [Start], ["</s>"] = [End] });
        var tokenizer = new Tokenizer(With(new PostProcessor.Sequence([template, new PostProcessor.ByteLevel()])));
        Assert.Equal([null, 1, 2], tokenizer.Encode("Ġa").SequenceIds);
        Assert.Equal([null, 0, 2, 3, 4], tokenizer.Encode("Ġa", "cĠ").SequenceIds);
    }

    [Fact]
    public void Post_processors_that_contradict_are_reported()
    {
        var template = new PostProcessor.Template([new TemplatePart.Text(IsSecond: false)], [new TemplatePart.Text(IsSecond: false), new TemplatePart.Text(IsSecond: true)], new Dictionary<string, IReadOnlyList<TemplateToken>>());
        var wrong = Assert.Throws<ArgumentException>(() => new Tokenizer(With(new PostProcessor.Sequence(
            [template, new PostProcessor.Bert(new TemplateToken(9, "[SEP]"), Start), new PostProcessor.Sequence([template, new PostProcessor.Roberta(End, new TemplateToken(2, "<s>"))])]))));
        Assert.Equal(
            "`pipeline`: the post-processor adds '[SEP]' as id 9, which is nothing in the vocabulary. the post-processor adds '<s>' as id 2, which is '</s>' in the vocabulary. " +
            "the post-processor's sequence holds 2 templates; leave one: a template takes texts, not what another made of them. (Parameter 'pipeline')",
            wrong.Message);
    }

    [Fact]
    public void Every_post_processor_truncation_and_padding_survives_the_file()
    {
        PostProcessor[] all = [
            new PostProcessor.Bert(End, Start), new PostProcessor.Roberta(End, Start, TrimOffsets: false), new PostProcessor.Roberta(End, Start, AddPrefixSpace: false),
            new PostProcessor.ByteLevel(TrimOffsets: false), new PostProcessor.ByteLevel(AddPrefixSpace: false, UseRegex: false)];
        foreach (var direction in Enum.GetValues<TokenSide>())
        {
            foreach (var strategy in Enum.GetValues<TruncationStrategy>())
            {
                var pipeline = With(new PostProcessor.Sequence([.. all, new PostProcessor.Sequence(all)])) with
                {
                    Truncation = new TruncationOptions { MaxLength = 5, Stride = 2, Strategy = strategy, Direction = direction },
                    Padding = new PaddingOptions
                    {
                        Strategy = strategy == TruncationStrategy.OnlyFirst ? new PaddingStrategy.BatchLongest() : new PaddingStrategy.Fixed(3),
                        Direction = direction,
                        PadToMultipleOf = strategy == TruncationStrategy.OnlySecond ? null : 8,
                        PadId = 6,
                        PadTypeId = 1,
                        PadToken = "Ġ",
                    },
                };
                using var stream = new MemoryStream();
                TokenizerFile.Write(pipeline, stream);
                var read = TokenizerFile.Parse(stream.ToArray(), "x").Pipeline;
                Assert.Equal(pipeline with { Model = read.Model, AddedTokens = read.AddedTokens }, read);
            }
        }
    }
}
