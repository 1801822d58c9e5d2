using Rote.Checkpoints;
using Rote.Models;
using Rote.Pipelines;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Tests.Pipelines;

/// <summary>Translators from directories and from parts, and what cannot be one.</summary>
public sealed class TranslatorLoading : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Saved_directory_translates_as_its_parts_do()
    {
        using var parts = TinyTranslators.Make();
        Save(parts.Model, parts.Tokenizer);
        using var loaded = Translator.Load(_folder.Path);
        Assert.Equal(
            parts.Translate(TinyTranslators.Texts, cancellation: TestContext.Current.CancellationToken).Select(TinyTranslators.Shown),
            loaded.Translate(TinyTranslators.Texts, cancellation: TestContext.Current.CancellationToken).Select(TinyTranslators.Shown));
        Assert.Equal((TinyTranslators.Padding, TinyTranslators.Padding), (loaded.PaddingId, loaded.DecoderStartId));
        Assert.False(loaded.Model.training);
    }

    [Fact]
    public void Model_in_training_mode_is_put_into_evaluation_mode()
    {
        var model = TinyTranslators.Model(TinyTranslators.Tokenizer().VocabularySize);
        model.train();
        using var translator = new Translator(model, TinyTranslators.Tokenizer(), TinyTranslators.Options);
        Assert.False(model.training);
    }

    [Fact]
    public void Directory_without_a_tokenizer_is_refused()
    {
        using var parts = TinyTranslators.Make();
        Save(parts.Model, parts.Tokenizer);
        File.Delete(Path.Combine(_folder.Path, "tokenizer.json"));
        Assert.Equal($"'{_folder.Path}' has no tokenizer.json: texts cannot be turned into tokens. Put the tokenizer of the model there.", Assert.Throws<CheckpointException>(() => Translator.Load(_folder.Path)).Message);
    }

    [Fact]
    public void Tokenizer_with_more_tokens_than_the_model_is_refused()
    {
        var larger = TinyTranslators.Tokenizer(letters: "abcdefghijk ");
        using var parts = TinyTranslators.Make();
        const string message = "`tokenizer` has 15 tokens and `model` 12: they do not belong together. (Parameter 'tokenizer')";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Translator(parts.Model, larger, TinyTranslators.Options)).Message);
        Save(parts.Model, larger);
        Assert.Equal($"'{_folder.Path}': {message}", Assert.Throws<CheckpointException>(() => Translator.Load(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("bert-base")]
    public void Model_that_is_no_translator_is_refused(string name)
    {
        using var model = HuggingFaceDirectory.Load(GoldenFolder.Model(name)).Model;
        Assert.Equal(
            "`model` must be an encoder–decoder with a language-model head: it cannot translate. (Parameter 'model')",
            Assert.Throws<ArgumentException>(() => new Translator(model, TinyTranslators.Tokenizer(), TinyTranslators.Options)).Message);
    }

    [Fact]
    public void Damaged_generation_config_is_refused()
    {
        using var parts = TinyTranslators.Make();
        Save(parts.Model, parts.Tokenizer);
        File.WriteAllText(Path.Combine(_folder.Path, "generation_config.json"), """{"num_beams": "many"}""");
        Assert.StartsWith($"'{_folder.Path}': generation_config.json: ", Assert.Throws<CheckpointException>(() => Translator.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private void Save(Transformer model, Tokenizer tokenizer)
    {
        HuggingFaceDirectory.Save(_folder.Path, model, HuggingFaceDirectory.ConfigFor(model.Spec, new SpecialTokenIds(TinyTranslators.Padding, TinyTranslators.End, TinyTranslators.Padding)));
        tokenizer.Save(_folder.Path);
        File.WriteAllText(
            Path.Combine(_folder.Path, "generation_config.json"),
            $$"""{"bad_words_ids":[[0]],"decoder_start_token_id":0,"eos_token_id":1,"forced_eos_token_id":1,"max_length":{{TinyTranslators.NewTokens + 1}},"pad_token_id":0}""");
    }
}
