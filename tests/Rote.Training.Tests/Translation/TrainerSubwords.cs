using Rote.Pipelines;
using Rote.Testing;
using Rote.Tokenizers;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>Runs over pieces of words: learnt, and of a tokenizer that is there.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class TrainerSubwords : IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    public static TheoryData<VocabularySpec> Vocabularies =>
    [
        new VocabularySpec.Bpe(14), new VocabularySpec.ByteBpe(262), new VocabularySpec.WordPiece(18), new VocabularySpec.Unigram(14),
        new VocabularySpec.FromFile(GoldenFolder.Tokenizer("bytelevel-gpt2")), new VocabularySpec.FromFile(GoldenFolder.Tokenizer("bert-uncased")),
    ];

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void Interrupted_and_resumed_run_is_the_same_and_what_is_saved_translates(VocabularySpec vocabulary)
    {
        var recipe = _run.Recipe with { Vocabulary = vocabulary };
        using var whole = new TinyRun();
        var outcome = TranslationTrainer.Train(whole.Recipe with { Vocabulary = vocabulary }, whole.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stop = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Stepped { Step: 4 })
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => TranslationTrainer.Train(recipe, _run.Directory.Path, stop, source.Token));
        TranslationTrainer.Resume(_run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(whole.Result(), _run.Result());
        foreach (string file in new[] { "tokenizer.json", "tokenizer_config.json", "generation_config.json", "config.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Directory.Path, file)), File.ReadAllBytes(Path.Combine(_run.Directory.Path, file)));

        using var translator = Translator.Load(_run.Directory.Path);
        Assert.Equal(SpecialTokens.Of(translator.Tokenizer).Padding, translator.PaddingId);
        var outputs = translator.Translate([.. outcome.Examples.Select(example => example.Source)], cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(outcome.Examples.Select(example => example.Output), outputs.Select(output => output.Text));
        Assert.All(outputs, output => Assert.DoesNotContain(translator.Tokenizer.IdToToken(translator.PaddingId)!, output.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_that_were_added_are_said_and_the_model_has_room_for_them()
    {
        string file = GoldenFolder.Tokenizer("bytelevel-gpt2");
        var watcher = new Watcher<TrainingEvent>();
        TranslationTrainer.Train(_run.Recipe with { Vocabulary = new VocabularySpec.FromFile(file) }, _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        var started = Assert.IsType<TrainingEvent.Started>(watcher.Reports[0]);
        Assert.Equal(["<pad>"], started.AddedTokens);
        Assert.Equal(Tokenizer.Load(file).VocabularySize + 1, started.Model.VocabularySize);
        Assert.Equal(started.Model.VocabularySize - 1, started.Model.PaddingId);
    }

    [Fact]
    public void Path_of_a_tokenizer_is_kept_whole()
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), GoldenFolder.Tokenizer("bert-uncased"));
        var recipe = _run.With(optimization => optimization with { MaximumSteps = 1 }) with { Vocabulary = new VocabularySpec.FromFile(relative) };
        TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new VocabularySpec.FromFile(Path.GetFullPath(relative)), TranslationRecipe.FromJson(File.ReadAllText(_run.Directory.Recipe)).Vocabulary);
    }

    [Fact]
    public void Learning_is_cancelled_before_anything_is_written()
    {
        Assert.Throws<OperationCanceledException>(() => TranslationTrainer.Train(_run.Recipe with { Vocabulary = new VocabularySpec.Bpe(14) }, _run.Directory.Path, cancellation: new CancellationToken(true)));
        Assert.False(Directory.Exists(_run.Directory.Path));
    }
}
