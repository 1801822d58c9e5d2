using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

public class VocabularySpecTests
{
    private static readonly string[] Special = ["<pad>", "</s>", "<unk>"];

    [Fact]
    public void Every_violation_is_said()
    {
        Assert.Equal(
            ["Vocabulary.MinimumCount must be positive; got 0.", "Vocabulary.MaximumSize must be at least 4; got 3."],
            new VocabularySpec.Words(MinimumCount: 0, MaximumSize: 3).Violations());
        Assert.Empty(new VocabularySpec.Words(MinimumCount: 1, MaximumSize: 4).Violations());
        Assert.Empty(new VocabularySpec.Characters().Violations());
    }

    [Fact]
    public void Words_are_counted_lower_cased_and_limited()
    {
        string[] texts = ["The cat, the hat.", "A cat."];
        Assert.Equal([.. Special, ".", "cat", "the"], Tokens(new VocabularySpec.Words(), texts));
        Assert.Equal([.. Special, ".", "cat", ",", "A", "The", "hat", "the"], Tokens(new VocabularySpec.Words(LowerCase: false, MinimumCount: 1), texts));
        Assert.Equal([.. Special, "."], Tokens(new VocabularySpec.Words(MaximumSize: 4), texts));
    }

    [Fact]
    public void Characters_keep_case_and_form_unless_told_otherwise()
    {
        string[] texts = ["Aa３"];
        Assert.Equal([.. Special, "A", "a", "３"], Tokens(new VocabularySpec.Characters(), texts));
        Assert.Equal([.. Special, "a", "3"], Tokens(new VocabularySpec.Characters(LowerCase: true, NormalizeCompatibility: true), texts));
    }

    [Fact]
    public void Encodings_end_with_the_end_token_and_characters_come_back()
    {
        var tokenizer = new VocabularySpec.Characters().Build(["3 May"], TestContext.Current.CancellationToken);
        int[] ids = [.. tokenizer.Encode("May 3").Ids];
        Assert.Equal(TinyTranslator.Ids.End, ids[^1]);
        Assert.Equal(6, ids.Length);
        Assert.Equal("May 3", tokenizer.Decode(ids));
        Assert.Equal([TinyTranslator.Ids.End], tokenizer.Encode("").Ids);
    }

    private static string[] Tokens(VocabularySpec spec, string[] texts)
    {
        var tokenizer = spec.Build(texts);
        return [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id => tokenizer.IdToToken(id)!)];
    }
}
