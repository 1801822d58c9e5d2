using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Serialization;

public class UnigramJsonTests
{
    private static UnigramModel Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (UnigramModel)ModelJson.Read(new JsonPart(document.RootElement, "model", wrong => new TokenizerFormatException(wrong)));
    }

    private static string MessageOf(string json) => Assert.Throws<TokenizerFormatException>(() => Read(json)).Message;

    [Fact]
    public void What_is_written_is_read_again()
    {
        foreach (var model in new[]
        {
            new UnigramModel([new("<unk>", 0), new("é", -1.5), new("a\"", -2.3507797718048096), new("😀", 1e-300)], 0, byteFallback: true),
            new UnigramModel([new("a", -1)], null),
        })
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
                ModelJson.Write(json, model);
            var read = Read(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
            Assert.Equal(model.Pieces, read.Pieces);
            Assert.Equal((model.UnknownId, model.ByteFallback), (read.UnknownId, read.ByteFallback));
        }
    }

    [Fact]
    public void Older_files_say_less()
    {
        var model = Read("{\"vocab\":[[\"a\",-1],[\"b\",0]],\"unk_id\":1}");
        Assert.Equal((1, false, 2), (model.UnknownId, model.ByteFallback, model.VocabularySize));
        Assert.Null(Read("{\"type\":\"Unigram\",\"vocab\":[[\"a\",-1]]}").UnknownId);
    }

    [Theory]
    [InlineData("{}", "'model.vocab' must be an array; got an object.")]
    [InlineData("[]", "the vocabulary holds no piece; it must hold one at least.")]
    [InlineData("[[\"a\",0],[\"b\"]]", "'model.vocab[1]' must be an array of a text and a score; got an array.")]
    [InlineData("[\"a\"]", "'model.vocab[0]' must be an array of a text and a score; got a text.")]
    [InlineData("[[\"a\",null]]", "'model.vocab[0]' must be an array of a text and a score; got an array.")]
    [InlineData("[[7,0]]", "'model.vocab[0]' must be a text; got 7.")]
    [InlineData("[[\"a\",1e999]]", "piece 0, 'a', has the score Infinity; scores must be finite numbers.")]
    [InlineData("[[\"a\",0],[\"a\",0]]", "the piece 'a' is there twice, with the ids 0 and 1; each piece must be there once.")]
    public void Wrong_vocabulary_is_named(string vocabulary, string message) => Assert.Equal(message, MessageOf($"{{\"type\":\"Unigram\",\"unk_id\":null,\"vocab\":{vocabulary}}}"));

    [Fact]
    public void Wrong_unknown_piece_is_named()
    {
        Assert.Equal("the unknown piece has the id 1; it must be one of the 1 pieces, 0 to 0.", MessageOf("{\"type\":\"Unigram\",\"unk_id\":1,\"vocab\":[[\"a\",0]]}"));
        Assert.Equal("'model.unk_id' must be a whole number from 0 to 2,147,483,647; got -1.", MessageOf("{\"type\":\"Unigram\",\"unk_id\":-1,\"vocab\":[[\"a\",0]]}"));
    }
}
