using CsCheck;
using Rote.Checkpoints;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>Vocabularies of pieces of words, learnt from the text of a job.</summary>
public class SubwordVocabularies
{
    private static readonly string[] Texts =
    [
        "Ein kleines Mädchen klettert in ein Spielhaus aus Holz.", "A little girl climbing into a wooden playhouse.", "Zwei Männer, \"Jim\" und 'Joe', sehen zu.",
        "Two men, \"Jim\" and 'Joe', are watching.", "Die Männer sehen die Mädchen.", "The men are watching the girls; the girls are watching.",
    ];

    private static readonly VocabularySpec.Subwords[] Lossless = [new VocabularySpec.Bpe(90), new VocabularySpec.ByteBpe(290), new VocabularySpec.Unigram(90)];

    public static TheoryData<VocabularySpec.Subwords> All => [.. Lossless, new VocabularySpec.WordPiece(110)];

    public static TheoryData<VocabularySpec.Subwords> WithSpaces => [.. Lossless];

    [Theory]
    [MemberData(nameof(All))]
    public void Special_tokens_come_first_texts_end_and_the_size_is_kept(VocabularySpec.Subwords spec)
    {
        var tokenizer = spec.Build(Texts, TestContext.Current.CancellationToken);
        (string special, int padding, int end) = spec switch
        {
            VocabularySpec.ByteBpe => ("<|endoftext|> <pad>", 1, 0),
            VocabularySpec.WordPiece => ("[PAD] [UNK] [CLS] [SEP] [MASK]", 0, 3),
            _ => ("<pad> </s> <unk>", 0, 1),
        };
        Assert.Equal(special.Split(' '), tokenizer.Pipeline.AddedTokens.Select(token => token.Content));
        Assert.Equal(new SpecialTokenIds(padding, end, padding), SpecialTokens.Of(tokenizer));
        Assert.Equal([end], tokenizer.Encode("").Ids);
        Assert.InRange(tokenizer.VocabularySize, spec is VocabularySpec.Unigram ? 50 : spec.Size, spec.Size); // so little text has few pieces of a probability
        foreach (string text in Texts)
        {
            int[] ids = [.. tokenizer.Encode(text).Ids];
            Assert.Equal(end, ids[^1]);
            Assert.True(ids.Length < text.Length, "no piece has more than a character");
            Assert.Empty(tokenizer.Encode(text).UnknownIndices);
        }
    }

    [Theory]
    [MemberData(nameof(WithSpaces))]
    public void Decoding_gives_the_text_back(VocabularySpec.Subwords spec)
    {
        var tokenizer = spec.Build(Texts, TestContext.Current.CancellationToken);
        char[] letters = [.. string.Concat(Texts).Distinct().Order()];
        // A space in front is taken for the one that a word begins with.
        Gen.Int[0, letters.Length - 1].Array[1, 40].Select(places => string.Concat(places.Select(place => letters[place]))).Where(text => text[0] != ' ')
            .Sample(text => Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids)), iter: 300, threads: 1, seed: "000000000001");
    }

    [Fact]
    public void Pieces_of_WordPiece_are_joined_as_BERT_joins_them()
    {
        var tokenizer = new VocabularySpec.WordPiece(110).Build(Texts, TestContext.Current.CancellationToken);
        Assert.Equal("Die Männer, die Mädchen.", tokenizer.Decode(tokenizer.Encode("Die  Männer , die Mädchen .").Ids));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_the_text_does_not_hold_is_unknown_but_for_bytes(VocabularySpec.Subwords spec)
    {
        const string text = "Die Mŋħnner 你";
        var tokenizer = spec.Build(Texts, TestContext.Current.CancellationToken);
        string[] expected = spec switch
        {
            VocabularySpec.Bpe => ["ŋ", "ħ", "你"],
            VocabularySpec.ByteBpe => [],
            VocabularySpec.WordPiece => ["Mŋħnner", "你"],
            _ => ["ŋħ", "你"],
        };
        Assert.Equal(expected, tokenizer.Encode(text).UnknownPieces(text));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Case_and_composition_are_brought_to_one_form(VocabularySpec.Subwords spec)
    {
        var tokenizer = spec.Build(Texts, TestContext.Current.CancellationToken);
        if (spec is not VocabularySpec.WordPiece) // BERT does not compose
            Assert.Equal(tokenizer.Encode("Männer").Ids, tokenizer.Encode("Ma\u0308nner").Ids);
        Assert.NotEqual(tokenizer.Encode("Männer").Ids, tokenizer.Encode("männer").Ids);
        var lower = (spec with { LowerCase = true }).Build(Texts, TestContext.Current.CancellationToken);
        Assert.Equal(lower.Encode("Männer").Ids, lower.Encode("MÄNNER").Ids);
    }

    [Theory]
    [InlineData(typeof(VocabularySpec.Bpe), 4)]
    [InlineData(typeof(VocabularySpec.ByteBpe), 258)]
    [InlineData(typeof(VocabularySpec.WordPiece), 6)]
    [InlineData(typeof(VocabularySpec.Unigram), 4)]
    public void Size_has_limits(Type kind, int least)
    {
        var spec = Assert.IsAssignableFrom<VocabularySpec.Subwords>(Activator.CreateInstance(kind, 8000, false));
        Assert.Empty((spec with { Size = least }).Violations());
        Assert.Empty((spec with { Size = 1_000_000 }).Violations());
        foreach (int wrong in new[] { least - 1, 1_000_001, -1 })
            Assert.Equal([$"Vocabulary.Size must be from {least} to 1000000; got {wrong}."], (spec with { Size = wrong }).Violations());
    }

    [Fact]
    public void Largest_size_takes_what_the_text_gives()
    {
        foreach (var spec in Lossless)
            Assert.InRange((spec with { Size = 1_000_000 }).Build(Texts, TestContext.Current.CancellationToken).VocabularySize, 60, 1000);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Learning_can_be_cancelled(VocabularySpec.Subwords spec) => Assert.Throws<OperationCanceledException>(() => spec.Build(Texts, new CancellationToken(true)));
}
