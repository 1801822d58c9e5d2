using System.IO.Compression;
using System.Text.Json;
using Rote.Tokenizers;

namespace Rote.Cli.Tests.Tokenizers;

public sealed class TokenizerTrainVerb : IDisposable
{
    private static readonly string[] Syllables = ["ka", "tos", "lim", "ber", "nu", "ser", "pol"];

    private static readonly string[] Lines =
    [
        .. Enumerable.Range(0, 40).Select(number => number % 2 == 0 ? "The cat sat on the mat." : "A café, naïve as it may be: ﬁne MATS"),
        .. Enumerable.Range(0, 20).Select(number => string.Join(' ', Enumerable.Range(1, 5).Select(word => Syllables[number * word % 7] + Syllables[(number + word) % 7] + Syllables[word]))),
    ];

    private readonly TemporaryFolder _folder = new();

    public TokenizerTrainVerb() => File.WriteAllText(Text, string.Concat(Lines.Select(line => line + "\r\n")));

    private string Text => _folder.File("text");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("byte-bpe", "300")]
    [InlineData("bpe", "60")]
    [InlineData("wordpiece", "60")]
    [InlineData("unigram", "60")]
    [InlineData("word", "12")]
    public void Model_of_the_size_asked_for_is_saved(string model, string size)
    {
        string output = _folder.File("out/tokenizer");
        var run = Train(output, "--model", model, "--vocabulary", size);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches($@"tokenizer    .*tokenizer\.json\s+model        {model}\s+vocabulary   {size} tokens, \d of them special\s+learnt from  60 lines\s+took         \d", run.Output);
        var tokenizer = Tokenizer.Load(output);
        Assert.Equal(int.Parse(size), tokenizer.VocabularySize);
        Assert.Equal("the cat", tokenizer.Decode(tokenizer.Encode("the cat").Ids));
        Assert.Equal(Recipe(model, int.Parse(size)).DescribeParts(), tokenizer.DescribeParts());
    }

    // What the options say is what the recipes say.
    private static Tokenizer Recipe(string model, int size)
    {
        TokenizerRecipe recipe = model switch
        {
            "byte-bpe" => new TokenizerRecipe.ByteBpe { VocabularySize = size },
            "bpe" => new TokenizerRecipe.Bpe { VocabularySize = size },
            "wordpiece" => new TokenizerRecipe.WordPiece { VocabularySize = size },
            "unigram" => new TokenizerRecipe.Unigram { VocabularySize = size },
            _ => new TokenizerRecipe.Words { VocabularySize = size },
        };
        return recipe.Train(Lines.Select(line => recipe.ReadsLineEnds ? line + "\r\n" : line), cancellation: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Options_are_those_of_the_recipe()
    {
        Assert.Equal("##", Trained("wordpiece", "--vocabulary", "60").Encode("tat").Tokens[2][..2]);
        Assert.Equal("»", Trained("wordpiece", "--vocabulary", "60", "--prefix", "»").Encode("tat").Tokens[2][..1]);
        Assert.Contains("M", Trained("wordpiece", "--vocabulary", "60", "--case", "keep").Encode("MATS").Tokens);
        Assert.Equal("ﬁ", Trained("bpe", "--vocabulary", "60", "--normalize", "none").Encode("ﬁ", addSpecialTokens: false).Tokens[^1]);
        Assert.StartsWith("Ġ", Trained("byte-bpe", "--vocabulary", "300", "--prefix-space").Encode("the").Tokens[0], StringComparison.Ordinal);
        Assert.Equal("mats", Trained("byte-bpe", "--vocabulary", "300", "--case", "lower") is var lower ? lower.Decode(lower.EncodeToIds("MATS")) : "");
        Assert.Equal(["<x>", "<y>"], Trained("bpe", "--vocabulary", "60", "--special", "<x>", "--special", "<y>").Pipeline.AddedTokens.Select(token => token.Content).Skip(3));
        Assert.All(Tokens(Trained("bpe", "--longest", "3", "--vocabulary", "200"), 3), token => Assert.InRange(token.Length, 1, 3));
        Assert.Contains(Tokens(Trained("bpe", "--longest", "3", "--vocabulary", "200"), 3), token => token.Length == 3);
        Assert.All(Tokens(Trained("unigram", "--longest", "2", "--vocabulary", "50"), 3), token => Assert.InRange(token.Length, 1, 2));
        Assert.Equal(3 + 4, Trained("bpe", "--alphabet", "4", "--vocabulary", "7").VocabularySize);
        Assert.DoesNotContain("fine", Tokens(Trained("word", "--min-count", "21"), 3));

        static IEnumerable<string> Tokens(Tokenizer tokenizer, int from) => Enumerable.Range(from, tokenizer.VocabularySize - from).Select(id => tokenizer.IdToToken(id)!);
    }

    [Fact]
    public void Json_tells_what_was_made()
    {
        var run = Train(_folder.File("a.json"), "--vocabulary", "270", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("byte-bpe", json.RootElement.GetProperty("model").GetString());
        Assert.Equal("270 1 60", $"{json.RootElement.GetProperty("vocabularySize")} {json.RootElement.GetProperty("addedTokens")} {json.RootElement.GetProperty("lines")}");
        Assert.True(File.Exists(_folder.File("a.json")));
    }

    [Fact]
    public void Size_that_is_not_reached_is_said()
    {
        Assert.Equal($"rote: special tokens and characters alone are 257, more than the 100 asked for.{Environment.NewLine}", Train(_folder.File("a"), "--vocabulary", "100").Error);
        var run = Train(_folder.File("b"), "--vocabulary", "5000");
        Assert.Matches(@"^rote: the text gives \d+ tokens, fewer than the 5000 asked for\.\s$", run.Error);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Gzip_and_several_files_are_one_text()
    {
        string packed = _folder.File("part.gz");
        using (var stream = new GZipStream(File.Create(packed), CompressionLevel.Optimal))
            stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(Lines[..30].Select(line => line + "\r\n"))));
        File.WriteAllText(_folder.File("rest"), string.Concat(Lines[30..].Select(line => line + "\r\n")));
        foreach (string model in new[] { "bpe", "word" })
        {
            string whole = _folder.File($"{model}.json"), parts = _folder.File($"{model}-parts.json");
            Assert.Equal(0, Train(whole, "--model", model).Code);
            Assert.Equal(0, CliRun.Of("tokenizer", "train", packed, _folder.File("rest"), "--model", model, "--output", parts).Code);
            Assert.Equal(File.ReadAllText(whole), File.ReadAllText(parts));
        }
    }

    [Fact]
    public void Interrupted_training_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CliRun.Of(null, ["tokenizer", "train", Text, "--output", _folder.File("new")], source.Token).Fails(130, "interrupted.");
        Assert.False(Path.Exists(_folder.File("new")));
    }

    private Tokenizer Trained(string model, params string[] options)
    {
        string output = _folder.File($"{Guid.NewGuid()}");
        Assert.Equal(0, Train(output, ["--model", model, .. options]).Code);
        return Tokenizer.Load(output);
    }

    private CliRun Train(string output, params string[] options) => CliRun.Of(["tokenizer", "train", Text, "--output", output, .. options]);
}
