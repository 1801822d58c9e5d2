using System.Text.Json;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Inspection;

public class TraceTests
{
    private static readonly Tokenizer Small = new(new TokenizerPipeline
    {
        Model = new WordPieceModel(new Dictionary<string, int> { ["[UNK]"] = 0, ["de"] = 1, ["##ja"] = 2, ["vu"] = 3, ["<s>"] = 4 }),
        Normalizer = new Normalizer.Sequence([new Normalizer.UnicodeForm(System.Text.NormalizationForm.FormD), new Normalizer.StripAccents(), new Normalizer.Lowercase()]),
        PreTokenizer = new PreTokenizer.Whitespace(),
        PostProcessor = new PostProcessor.Template(
            [new TemplatePart.Special("<s>"), new TemplatePart.Text(IsSecond: false)], [new TemplatePart.Text(IsSecond: false), new TemplatePart.Text(IsSecond: true)],
            new Dictionary<string, IReadOnlyList<TemplateToken>> { ["<s>"] = [new TemplateToken(4, "<s>")] }),
        AddedTokens = [new AddedToken(4, "<s>"), new AddedToken(5, "ÉT") { Normalized = true, Special = false }],
    });

    [Fact]
    public void Every_stage_is_written_down()
    {
        var trace = Small.Trace("Déjà <s>étVu \ud800");
        Assert.Equal("Déjà <s>étVu \uFFFD", trace.Text);
        Assert.Equal(3, trace.Sections.Count);
        Assert.Equal(new TraceSection.Added(Small.Pipeline.AddedTokens[0], 5, 3), trace.Sections[1]);

        var first = Assert.IsType<TraceSection.Text>(trace.Sections[0]);
        Assert.Equal((0, 5), (first.Start, first.Length));
        Assert.Equal(["""{"type":"NFD"}""", """{"type":"StripAccents"}""", """{"type":"Lowercase"}"""], first.Normalization.Select(step => step.Normalizer));
        Assert.Equal(["De\u0301ja\u0300 ", "Deja ", "deja "], first.Normalization.Select(step => Text(step.Characters)));
        Assert.All(first.Normalization, step => Assert.True(step.Changed));
        Assert.Equal([(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)], first.Normalized.Select(character => (character.Start, character.Length)));
        var words = Assert.IsType<TracePart.Text>(Assert.Single(first.Parts));
        Assert.Equal("""{"type":"Whitespace"}""", Assert.Single(words.Splitting).PreTokenizer);
        var word = Assert.Single(words.Words);
        Assert.Equal(new TracedPiece("deja", 0, 4), word.Piece);
        Assert.Equal([new TracedToken(1, "de", "de", 0, 2, false), new TracedToken(2, "##ja", "ja", 2, 2, false)], word.Tokens);

        var second = Assert.IsType<TraceSection.Text>(trace.Sections[2]);
        Assert.Equal(new TracePart.Added(Small.Pipeline.AddedTokens[1], new TracedPiece("et", 8, 2)), second.Parts[0]);
        Assert.Equal(
            [new TracedToken(3, "vu", "vu", 10, 2, false), new TracedToken(0, "[UNK]", "\uFFFD", 13, 1, true)],
            Assert.IsType<TracePart.Text>(second.Parts[1]).Words.SelectMany(inner => inner.Tokens));

        Assert.Equal(Small.Encode(trace.Text), trace.Encoding);
        Assert.Equal(("de ##ja et vu [UNK]", "<s> de ##ja <s> et vu [UNK]"), (trace.Decoded, trace.DecodedWithSpecialTokens));
    }

    [Fact]
    public void Empty_text_has_no_sections_and_special_tokens_can_be_left_out()
    {
        Assert.Empty(Small.Trace("").Sections);
        Assert.Equal([4], Small.Trace("").Encoding.Ids);
        Assert.Empty(Small.Trace("", addSpecialTokens: false).Encoding.Ids);
    }

    [Theory]
    [Trait("Category", "Golden")]
    [MemberData(nameof(TokenizerGoldens.Kinds), MemberType = typeof(TokenizerGoldens))]
    public void Tokens_of_the_stages_are_those_of_the_encoding(string kind)
    {
        var tokenizer = TokenizerGoldens.Load(kind).WithTruncation(null).WithPadding(null);
        var rows = Directory.GetFiles(Path.Combine(Reference.Folder, kind), "*expected.jsonl.gz").SelectMany(Reference.ReadLines);
        foreach (string text in rows.Select(row => row.GetProperty("text").GetString()!))
        {
            var trace = tokenizer.Trace(text);
            // Ranges as they are before the post-processor trims them.
            var plain = new Tokenizer(tokenizer.Pipeline with { PostProcessor = null }).Encode(text);
            Assert.Equal(plain.Ids.Zip(plain.Tokens, plain.Offsets), Flattened(trace));
            Assert.Equal(plain.UnknownIndices.Count, trace.Sections.OfType<TraceSection.Text>().SelectMany(Words).SelectMany(word => word.Tokens).Count(token => token.IsUnknown));
        }
    }

    [Theory]
    [Trait("Category", "Golden")]
    [MemberData(nameof(TokenizerGoldens.Kinds), MemberType = typeof(TokenizerGoldens))]
    public void Parts_are_described_as_the_file_has_them(string kind)
    {
        var tokenizer = TokenizerGoldens.Load(kind);
        using var described = JsonDocument.Parse(tokenizer.DescribeParts());
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Reference.Folder, kind, "tokenizer.json")));
        foreach (string part in new[] { "pre_tokenizer", "post_processor", "decoder", "added_tokens" })
            Assert.True(JsonElement.DeepEquals(file.RootElement.GetProperty(part), described.RootElement.GetProperty(part)), $"{kind}: {part} is described otherwise.");
        var (model, whole) = (described.RootElement.GetProperty("model"), file.RootElement.GetProperty("model"));
        Assert.Equal(whole.EnumerateObject().Select(property => property.Name), model.EnumerateObject().Select(property => property.Name));
        var vocabulary = whole.GetProperty("vocab");
        Assert.Equal(vocabulary.ValueKind == JsonValueKind.Object ? vocabulary.GetPropertyCount() : vocabulary.GetArrayLength(), model.GetProperty("vocab").GetInt32());
    }

    private static IEnumerable<(int Id, string Token, (int Start, int Length))> Flattened(TokenizerTrace trace)
    {
        foreach (var section in trace.Sections)
        {
            if (section is TraceSection.Added added)
                yield return (added.Token.Id, trace.Text.Substring(section.Start, section.Length), (section.Start, section.Length));
            foreach (var part in (section as TraceSection.Text)?.Parts ?? [])
            {
                if (part is TracePart.Added inner)
                    yield return (inner.Token.Id, inner.Match.Text, (inner.Match.Start, inner.Match.Length));
                foreach (var token in (part as TracePart.Text)?.Words.SelectMany(word => word.Tokens) ?? [])
                    yield return (token.Id, token.Token, (token.Start, token.Length));
            }
        }
    }

    private static IEnumerable<TracedWord> Words(TraceSection.Text section) => section.Parts.OfType<TracePart.Text>().SelectMany(part => part.Words);

    private static string Text(IEnumerable<TracedCharacter> characters) => string.Concat(characters.Select(character => character.Character.ToString()));
}
