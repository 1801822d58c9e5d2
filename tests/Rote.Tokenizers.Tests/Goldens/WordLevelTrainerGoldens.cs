namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Word-level vocabularies that the reference trained.</summary>
[Trait("Category", "Golden")]
public class WordLevelTrainerGoldens
{
    public static TheoryData<string> Cases() => TrainerCase.NamesOf("WordLevel");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vocabulary_equals_reference(string name)
    {
        var reference = TrainerCase.Open(name);
        var trainer = reference.Trainer;
        var vocabulary = WordLevelTrainer.Vocabulary(
            reference.Texts(), reference.Normalizer, reference.PreTokenizer!, Reference.Texts(trainer.GetProperty("special_tokens")),
            trainer.GetProperty("min_frequency").GetInt32(), trainer.GetProperty("vocab_size").GetInt32());
        Assert.Equal(reference.Result.GetProperty("vocab").EnumerateObject().OrderBy(token => token.Value.GetInt32()).Select(token => token.Name), vocabulary);
    }
}
