using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Vocabularies that the reference trained on texts which are in the repository.</summary>
[Trait("Category", "Golden")]
public class TrainerGoldens
{
    private static readonly string Folder = Path.Combine(Reference.Folder, "trainers");

    public static TheoryData<string> Cases() => [.. Reference.Read(Path.Combine(Folder, "index.json")).EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vocabulary_equals_reference(string name)
    {
        var entry = Reference.Read(Path.Combine(Folder, "index.json")).EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        NotBuiltYet.Skip([$"trainer {entry.GetProperty("model").GetString()}", .. NotBuiltYet.PartsOf("pre_tokenizer", entry.GetProperty("pre_tokenizer"))]);
        if (entry.GetProperty("corpus").ValueKind == JsonValueKind.Array)
            Assert.Skip("the texts of this case are not in the repository");
        var reference = Reference.Read(Path.Combine(Folder, $"{name}.json"));
        var trainer = entry.GetProperty("trainer");
        var preTokenizer = PreTokenizerJson.Read(new JsonPart(entry.GetProperty("pre_tokenizer"), "pre_tokenizer", wrong => new InvalidDataException(wrong)));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("normalizer").ValueKind);

        var vocabulary = WordLevelTrainer.Vocabulary(
            File.ReadLines(Path.Combine(Folder, entry.GetProperty("corpus").GetString()!)), null, preTokenizer, Reference.Texts(trainer.GetProperty("special_tokens")),
            trainer.GetProperty("min_frequency").GetInt32(), trainer.GetProperty("vocab_size").GetInt32());
        Assert.Equal(reference.GetProperty("vocab").EnumerateObject().OrderBy(token => token.Value.GetInt32()).Select(token => token.Name), vocabulary);
    }
}
