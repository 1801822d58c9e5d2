using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Pipelines;
using Rote.Tokenizers;
using Rote.Training.Translation;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Translation;

public sealed class SavedTranslationModelTests : IDisposable
{
    private static readonly Tokenizer Tokenizer = TinyTranslator.Characters("abcdefgh");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dates", "marian")]
    [InlineData("files", "marian")]
    [InlineData("dropout", "marian")]
    [InlineData("pre-norm", "rote")]
    public void Saved_model_loads_and_translates_the_same(string name, string family)
    {
        using var scope = NewDisposeScope();
        var spec = Spec(name);
        using var model = Scattered(spec);
        var saved = new SavedTranslationModel(_folder.Path, spec, TinyTranslator.Ids, maxNewTokens: 12);
        saved.SaveTokenizer(Tokenizer);
        saved.Save(model);
        Assert.Equal(family, Json("config.json").GetProperty("model_type").GetString());

        var here = new Translator(model, Tokenizer, saved.Generation); // the model is disposed above
        using var there = Translator.Load(_folder.Path);
        Assert.Equal(spec, there.Model.Spec with { Initialization = spec.Initialization });
        var keys = model.state_dict();
        Assert.Equal(keys.Keys, there.Model.state_dict().Keys);
        Assert.All(there.Model.state_dict(), pair => Assert.True(pair.Value.shape.SequenceEqual(keys[pair.Key].shape) && pair.Value.equal(keys[pair.Key]).all().item<bool>(), pair.Key));
        string[] texts = ["abc", "hgfedcba", "a", "", "aXb"];
        foreach (var options in new TranslationOptions?[] { null, new() { Beams = 3 } })
        {
            var expected = here.Translate(texts, options, TestContext.Current.CancellationToken);
            Assert.Equal(expected.Select(Parts), there.Translate(texts, options, TestContext.Current.CancellationToken).Select(Parts));
            Assert.Equal(options is null ? 1 : texts.Length, expected.Select(output => output.Score).Distinct().Count()); // what is read counts
        }
        byte[] weights = File.ReadAllBytes(_folder.File("model.safetensors"));
        HuggingFaceDirectory.Save(_folder.Path, there.Model, Json("config.json"));
        Assert.Equal(weights, File.ReadAllBytes(_folder.File("model.safetensors")));
    }

    [Fact]
    public void Configs_say_what_others_need()
    {
        var saved = new SavedTranslationModel(_folder.Path, TinyTranslator.Spec(Tokenizer.VocabularySize), TinyTranslator.Ids, maxNewTokens: 12);
        saved.SaveTokenizer(Tokenizer);
        Assert.Equal("""{"bad_words_ids":[[0]],"decoder_start_token_id":0,"eos_token_id":1,"forced_eos_token_id":1,"max_length":13,"num_beams":1,"pad_token_id":0}""", Flat("generation_config.json"));
        Assert.Equal(
            """{"tokenizer_class":"PreTrainedTokenizerFast","pad_token":"<pad>","eos_token":"</s>","unk_token":"<unk>","clean_up_tokenization_spaces":false}""",
            Flat("tokenizer_config.json").Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal));
        Assert.Equal(12, saved.Generation.MaxNewTokens);
        Assert.Equal(0, saved.Generation.ForcedEndId - 1);
        Assert.False(File.Exists(_folder.File("config.json"))); // comes with the weights
    }

    [Fact]
    public void Output_may_reach_as_far_as_the_positions()
    {
        var spec = TinyTranslator.Spec(Tokenizer.VocabularySize, maximumLength: 6);
        using var model = Scattered(spec);
        var saved = new SavedTranslationModel(_folder.Path, spec, TinyTranslator.Ids, maxNewTokens: 6);
        var translator = new Translator(model, Tokenizer, saved.Generation);
        Assert.All(translator.Translate(["abcdefgh", "ab", "a"], cancellation: TestContext.Current.CancellationToken), output => Assert.InRange(output.Text.Length, 0, 6));
    }

    private static TransformerSpec Spec(string name) => name switch
    {
        "dates" => TranslationRecipe.Dates.Model,
        "files" => TranslationRecipe.ForFiles(new CorpusSpec.Files("a", "b")).Model,
        "dropout" => TinyTranslator.Spec(dropout: 0.1),
        _ => TinyTranslator.PreNorm(),
    } with
    { VocabularySize = Tokenizer.VocabularySize, PaddingId = 0 };

    // Nothing is 0 or 1, so that whatever is forgotten shows.
    private static Transformer Scattered(TransformerSpec spec)
    {
        var model = new Transformer(spec).Initialize(3);
        using var gradients = no_grad();
        using var generator = new Generator(4);
        foreach (var parameter in model.parameters())
            parameter.normal_(0, 0.4, generator);
        model.eval();
        return model;
    }

    private static (string, double?, string, bool) Parts(Pipelines.Translation output) => (output.Text, output.Score, string.Concat(output.Unknown), output.IsCutOff);

    private JsonElement Json(string name) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(_folder.File(name)));

    private string Flat(string name) => JsonSerializer.Serialize(Json(name));
}
