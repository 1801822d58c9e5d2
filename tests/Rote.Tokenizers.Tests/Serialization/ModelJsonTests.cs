using System.Text.Json;
using CsCheck;
using Rote.Tokenizers.Serialization;
using Rote.Tokenizers.Tests.Models;

namespace Rote.Tokenizers.Tests.Serialization;

/// <summary>Models in a tokenizer.json: what is written, what older files may hold, and what is refused.</summary>
public class ModelJsonTests
{
    private const string Merges = "\"vocab\":{\"a\":0,\"b\":1,\"ab\":2,\"é\\n\":3,\"aé\\n\":4}";

    private static TokenizerModel Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ModelJson.Read(new JsonPart(document.RootElement, "model", wrong => new InvalidDataException(wrong)));
    }

    private static string MessageOf(string json) => Assert.Throws<InvalidDataException>(() => Read(json)).Message;

    private static string Written(TokenizerModel model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ModelJson.Write(json, model);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory]
    [InlineData("{\"type\":\"BPE\",\"dropout\":null,\"unk_token\":null,\"continuing_subword_prefix\":null,\"end_of_word_suffix\":null,\"fuse_unk\":false," +
        "\"byte_fallback\":false,\"ignore_merges\":false," + Merges + ",\"merges\":[[\"a\",\"b\"],[\"a\",\"é\\n\"]]}")]
    [InlineData("{\"type\":\"BPE\",\"dropout\":0.1,\"unk_token\":\"a\",\"continuing_subword_prefix\":\"\",\"end_of_word_suffix\":\"</w>\",\"fuse_unk\":true," +
        "\"byte_fallback\":true,\"ignore_merges\":true," + Merges + ",\"merges\":[]}")]
    [InlineData("{\"type\":\"WordPiece\",\"unk_token\":\"?\",\"continuing_subword_prefix\":\"~\",\"max_input_chars_per_word\":7,\"vocab\":{\"?\":0,\"~a\":3}}")]
    [InlineData("{\"type\":\"WordLevel\",\"vocab\":{\"?\":0,\"a\":3},\"unk_token\":\"?\"}")]
    public void Model_is_written_as_it_was_read(string json) => Assert.Equal(json, Written(Read(json)));

    [Fact]
    public void Older_files_leave_out_what_a_model_is()
    {
        var bpe = Assert.IsType<BpeModel>(Read("{\"dropout\":null,\"unk_token\":null,\"continuing_subword_prefix\":\"\",\"end_of_word_suffix\":\"\",\"fuse_unk\":false," + Merges + ",\"merges\":[\"a b\"]}"));
        Assert.Equal(new BpeOptions { ContinuingPrefix = "", EndOfWordSuffix = "" }, bpe.Options);
        Assert.IsType<WordPieceModel>(Read("{\"unk_token\":\"?\",\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":100,\"vocab\":{\"?\":0}}"));
        Assert.IsType<WordLevelModel>(Read("{\"vocab\":{\"?\":0},\"unk_token\":\"?\"}"));
    }

    [Fact]
    public void Merges_may_be_lines()
    {
        var model = (BpeModel)Read("{\"type\":\"BPE\"," + Merges + ",\"merges\":[\"#version: 0.2\",\"a é\\n\",\"a b\"]}");
        Assert.Equal([("a", "é\n"), ("a", "b")], model.Merges);
    }

    [Fact]
    public void Pairs_may_hold_spaces_and_long_tokens()
    {
        string longer = new('x', 300);
        var model = (BpeModel)Read($"{{\"type\":\"BPE\",\"vocab\":{{\"a b\":0,\" \":1,\"a b \":2,\"{longer}\":3,\" {longer}\":4}},\"merges\":[[\"a b\",\" \"],[\" \",\"{longer}\"]]}}");
        Assert.Equal([("a b", " "), (" ", longer)], model.Merges);
    }

    [Theory]
    [InlineData("{}", "'model.merges' must be an array; got an object.")]
    [InlineData("[[\"a\"]]", "'model.merges[0]' must be an array of two tokens; got an array.")]
    [InlineData("[[\"a\",\"b\"],\"a b\"]", "'model.merges[1]' must be an array of two tokens; got a text.")]
    [InlineData("[\"a b\",[\"a\",\"b\"]]", "'model.merges[1]' must be a text; got an array.")]
    [InlineData("[[\"a\",1]]", "'model.merges[0]' must be a text; got 1.")]
    [InlineData("[\"ab\"]", "merge 0 must be two tokens and one space between them; got 'ab'. Tokens that hold spaces need the form [\"a\", \"b\"].")]
    [InlineData("[\"a b c\"]", "merge 0 must be two tokens and one space between them; got 'a b c'. Tokens that hold spaces need the form [\"a\", \"b\"].")]
    [InlineData("[[\"a\",\"c\"]]", "merge 0 is of 'a' and 'c': 'c' must be in the vocabulary.")]
    [InlineData("[[\"b\",\"a\"]]", "merge 0 is of 'b' and 'a': what they make, 'ba', must be in the vocabulary.")]
    public void Merges_that_cannot_be_read_are_named(string merges, string message) =>
        Assert.Equal(message, MessageOf("{\"type\":\"BPE\"," + Merges + ",\"merges\":" + merges + "}"));

    [Theory]
    [InlineData("\"dropout\":1.5", "the dropout must lie between 0 and 1; got 1.5.")]
    [InlineData("\"dropout\":\"1\"", "'model.dropout' must be a number or null; got a text.")]
    [InlineData("\"fuse_unk\":1", "'model.fuse_unk' must be true or false; got 1.")]
    [InlineData("\"unk_token\":1", "'model.unk_token' must be a text; got 1.")]
    [InlineData("\"cache\":1",
        "'model.cache' is not supported; supported are type, dropout, unk_token, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, ignore_merges, vocab, merges. Use a tokenizer without it.")]
    public void Options_that_cannot_be_read_are_named(string option, string message) => Assert.Equal(message, MessageOf("{\"type\":\"BPE\"," + Merges + ",\"merges\":[]," + option + "}"));

    [Theory]
    [InlineData("{\"type\":\"BPE\",\"vocab\":{}}", "'model.merges' is missing; it must be there.")]
    [InlineData("{\"type\":\"BPE\",\"merges\":[]}", "'model.vocab' is missing; it must be there.")]
    [InlineData("{\"type\":\"WordPiece\",\"unk_token\":\"?\",\"continuing_subword_prefix\":\"##\",\"vocab\":{\"?\":0}}", "'model.max_input_chars_per_word' is missing; it must be there.")]
    [InlineData("{\"type\":\"WordPiece\",\"unk_token\":\"?\",\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":-1,\"vocab\":{\"?\":0}}",
        "'model.max_input_chars_per_word' must be a whole number from 0 to 2,147,483,647; got -1.")]
    public void What_is_lacking_is_named(string json, string message) => Assert.Equal(message, MessageOf(json));

    [Theory]
    [InlineData("{\"type\":\"BPE\",\"dropout\":0.5,\"unk_token\":\"a\",\"continuing_subword_prefix\":\"\",\"end_of_word_suffix\":null,\"fuse_unk\":true," +
        "\"byte_fallback\":true,\"ignore_merges\":true," + Merges + ",\"merges\":[[\"a\",\"b\"],[\"a\",\"é\\n\"]]}")]
    [InlineData("{\"type\":\"WordPiece\",\"unk_token\":\"a\",\"continuing_subword_prefix\":\"b\",\"max_input_chars_per_word\":70,\"vocab\":{\"a\":0,\"ba\":3}}")]
    public void Damaged_models_are_refused_or_work(string json) =>
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Int[0, json.Length - 1], Gen.Int[0, 3]).Sample((at, from, kind) =>
        {
            string damaged = kind switch
            {
                0 => json.Remove(at, 1),
                1 => json.Insert(at, json[from].ToString()),
                2 => string.Concat(json.AsSpan(0, at), json.AsSpan(from, 1), json.AsSpan(at + 1)),
                _ => string.Concat(json.AsSpan(0, at), json.AsSpan(Math.Min(at, from), Math.Abs(at - from)), json.AsSpan(at)),
            };
            try
            {
                Assert.NotNull(ModelTokens.Of(Read(damaged), "abaébab"));
            }
            catch (Exception wrong) when (wrong is InvalidDataException or JsonException or InvalidOperationException)
            {
                Assert.NotEmpty(wrong.Message);
            }
        }, iter: 3000);
}
