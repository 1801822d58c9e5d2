using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Docs.Tests.Snippets;

/// <summary>The code of docs/tokenizers.md.</summary>
public sealed class TokenizerGuide : IDisposable
{
    private static readonly string Bert = GoldenFolder.Tokenizer("bert-cased"), Gpt2 = GoldenFolder.Tokenizer("bytelevel-gpt2");

    private readonly string _folder = Directory.CreateTempSubdirectory("rote-docs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_is_encoded_and_decoded()
    {
        using var written = new StringWriter();
        var Console = written;
        string path = Bert;
        const string text = "A dog 🙂, Jim";

        var tokenizer = Tokenizer.Load(path);
        var encoding = tokenizer.Encode(text);
        for (int i = 0; i < encoding.Ids.Count; i++)
        {
            var (start, length) = encoding.Offsets[i];
            Console.WriteLine($"{encoding.Ids[i]} {encoding.Tokens[i]} '{text.Substring(start, length)}'");
        }
        string back = tokenizer.Decode(encoding.Ids);

        string[] lines = written.ToString().TrimEnd().Split(written.NewLine);
        Assert.Equal(encoding.Ids.Count, lines.Length);
        Assert.EndsWith(" [SEP] ''", lines[^1], StringComparison.Ordinal);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines.Select(line => line.Split('\'')[1])));
        Assert.StartsWith("A ", back, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_words_batches_and_ids()
    {
        var tokenizer = Tokenizer.Load(Bert);
        string text = "Who is it?", question = "Who?", passage = "It is Jim.", path = Bert;
        string[] texts = [text, passage];
        int room = 3;
        var token = TestContext.Current.CancellationToken;

        var pair = tokenizer.Encode(question, passage);
        var labelled = tokenizer.EncodeWords(["EU", "rejects", "call"]);
        var batch = tokenizer.EncodeBatch(texts, parallel: new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = token });

        Assert.Equal(0, pair.SequenceIds[1]);
        Assert.Contains(1, pair.SequenceIds);
        Assert.Equal([0, 1, 2], labelled.WordIds.OfType<int>().Distinct());
        Assert.Equal([tokenizer.Encode(text), tokenizer.Encode(passage)], batch);

        int[] ids = tokenizer.EncodeToIds(text);
        int count = tokenizer.CountTokens(text);
        Span<int> buffer = stackalloc int[512];
        if (tokenizer.TryEncodeToIds(text, buffer, out int written))
            ids = buffer[..written].ToArray();

        Assert.Equal(tokenizer.Encode(text).Ids, ids);
        Assert.Equal(count, written);

        var cut = tokenizer.WithTruncation(new TruncationOptions { MaxLength = 384, Stride = 128, Strategy = TruncationStrategy.OnlySecond });
        var filled = cut.WithPadding(new PaddingOptions { PadToken = "[PAD]", PadId = tokenizer.TokenToId("[PAD]")!.Value, PadToMultipleOf = 8 });
        foreach (var window in filled.Encode(question, passage).Overflowing)
            room = Math.Max(room, window.Ids.Count);

        Assert.Equal(0, filled.Encode(question, passage).Ids.Count % 8);
        Assert.Equal(3, room);

        var config = TokenizerConfig.Load(path);
        string? mask = config.SpecialTokens.GetValueOrDefault("mask_token")?.Content;
        int? longest = config.ModelMaxLength;

        Assert.Equal(("[MASK]", 512), (mask, longest));
    }

    [Fact]
    public void Ranges_have_units()
    {
        var tokenizer = Tokenizer.Load(Gpt2);

        string text = "🙂 dog";
        var encoding = tokenizer.Encode(text);
        var utf16 = encoding.Offsets;                                           // of " dog": (2, 4), as text.Substring takes it
        var points = encoding.OffsetsIn(OffsetUnit.CodePoints, text);           // (1, 4): Python's text[1:5]
        var bytes = encoding.OffsetsIn(OffsetUnit.Utf8Bytes, text);             // (4, 4)

        Assert.Equal((2, 4), Joined(utf16));
        Assert.Equal((1, 4), Joined(points));
        Assert.Equal((4, 4), Joined(bytes));

        (int, int) Joined(IReadOnlyList<(int Start, int Length)> ranges)
        {
            var after = ranges.Where((_, index) => utf16[index].Start >= 2).ToArray();
            return (after[0].Start, after[^1].Start + after[^1].Length - after[0].Start);
        }
    }

    [Fact]
    public void Unknown_is_told()
    {
        using var written = new StringWriter();
        var Console = written;
        var tokenizer = Tokenizer.Load(Bert);

        string text = "a 你 b";
        Console.WriteLine($"not known: {string.Join(", ", tokenizer.Encode(text).UnknownPieces(text))}");

        Assert.Matches("^not known: 你?\\s*$", written.ToString());
    }

    [Fact]
    public void Ids_are_decoded_as_they_come()
    {
        using var written = new StringWriter();
        var Console = written;
        var tokenizer = Tokenizer.Load(Gpt2);
        const string text = "Grüße 🙂 你好";
        IEnumerable<int> generated = tokenizer.EncodeToIds(text);

        var decoder = tokenizer.CreateStreamingDecoder();
        foreach (int id in generated)
            Console.Write(decoder.Push(id));
        Console.Write(decoder.Flush());

        Assert.Equal(text, written.ToString());
    }

    [Fact]
    public void Parts_are_exchanged_and_saved()
    {
        var tokenizer = Tokenizer.Load(Bert);
        string path = Path.Combine(_folder, "tokenizer.json");

        var larger = tokenizer.WithAddedTokens(
            new AddedToken("<user>"),                                                // special: decoding can leave it out
            new AddedToken("covid") { Special = false, SingleWord = true, Normalized = true });
        int rows = larger.VocabularySize;                                            // what a model's embedding must have
        var plain = new Tokenizer(larger.Pipeline with { PostProcessor = null });
        larger.Save(path);

        Assert.Equal(tokenizer.VocabularySize + 2, rows);
        Assert.Equal(tokenizer.VocabularySize, larger.Encode("<user>").Ids[1]);
        Assert.Single(plain.Encode("covid").Ids);
        Assert.Equal(larger.Encode("a <user> covid"), Tokenizer.Load(path).Encode("a <user> covid"));
    }

    [Fact]
    public void Tokenizers_are_trained()
    {
        string first = Path.Combine(_folder, "a.txt"), second = Path.Combine(_folder, "b.txt"), path = Path.Combine(_folder, "trained.json");
        File.WriteAllLines(first, Enumerable.Repeat("der kleine Hund schläft, der große bellt.", 20));
        File.WriteAllLines(second, Enumerable.Repeat("the little dog sleeps, the big one barks.", 20));
        var token = TestContext.Current.CancellationToken;
        IProgress<TrainingProgress>? progress = null;

        string[] files = [first, second];
        var tokenizer = new TokenizerRecipe.Unigram { VocabularySize = 60 }.Train(TrainingFiles.Lines(files), progress, token);
        tokenizer.Save(path);

        Assert.InRange(Tokenizer.Load(path).VocabularySize, 30, 60);

        var own = BpeTrainer.Train(TrainingFiles.Lines(files), new BpeTrainerOptions
        {
            VocabularySize = 300,
            MinimumCount = 2,
            SpecialTokens = ["<s>", "</s>"],
            InitialAlphabet = BpeTrainerOptions.ByteCharacters,
            PreTokenizer = new PreTokenizer.ByteLevel(AddPrefixSpace: false),
            PostProcessor = PostProcessor.Template.EndingWith(new TemplateToken(1, "</s>")),
            Decoder = new TokenDecoder.ByteLevel(),
        }, progress, token);

        Assert.Equal("der Hund", own.Decode(own.Encode("der Hund").Ids));
        Assert.Equal(1, own.Encode("der Hund").Ids[^1]);
    }

    [Fact]
    public void Tokenizer_is_made_of_parts()
    {
        var vocabulary = new Dictionary<string, int> { ["[UNK]"] = 0, ["un"] = 1, ["##known"] = 2 };
        var tokenizer = new Tokenizer(new TokenizerPipeline
        {
            Normalizer = new Normalizer.Bert { LowersCase = true },
            PreTokenizer = new PreTokenizer.Bert(),
            Model = new WordPieceModel(vocabulary),
            Decoder = new TokenDecoder.WordPiece(),
        });

        Assert.Equal(["un", "##known", "[UNK]"], tokenizer.Encode("UNKNOWN me").Tokens);
    }

    [Fact]
    public void Wrong_files_are_said()
    {
        using var written = new StringWriter();
        var Console = written;
        string path = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllText(path, """{"version": "1.0", "model": {"type": "Magic"}}""");

        try
        {
            Tokenizer.Load(path);
        }
        catch (TokenizerFormatException wrong)
        {
            Console.WriteLine(wrong.Message);    // the file, the place in it, what was expected, what came
        }

        Assert.Equal($"'{path}': 'model' is a 'Magic', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these.", written.ToString().TrimEnd());
    }
}
