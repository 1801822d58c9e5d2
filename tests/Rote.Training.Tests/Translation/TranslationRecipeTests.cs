using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Models;
using Rote.Training.Schedules;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

public class TranslationRecipeTests
{
    private static readonly TranslationRecipe Files = TranslationRecipe.ForFiles(new CorpusSpec.Files("a", "b", "c", "d"));

    public static TheoryData<TranslationRecipe> Recipes() =>
    [
        TranslationRecipe.Dates,
        Files,
        Files with { Corpus = new CorpusSpec.Files("a", "b"), Vocabulary = new VocabularySpec.Words(false, 3, 70), Model = TinyTranslator.PreNorm() },
        .. new VocabularySpec[]
        {
            new VocabularySpec.Bpe(), new VocabularySpec.ByteBpe(300, true), new VocabularySpec.WordPiece(70), new VocabularySpec.Unigram(80, true), new VocabularySpec.FromFile("t/tokenizer.json"),
        }.Select(vocabulary => Files with { Vocabulary = vocabulary }),
        .. new LearningRateSchedule[]
        {
            new LearningRateSchedule.Constant(), new LearningRateSchedule.Linear(9), new LearningRateSchedule.Cosine(9, 0.1), new LearningRateSchedule.CosineRestarts(9, 3),
            new LearningRateSchedule.Polynomial(9, 2, 0.1), new LearningRateSchedule.InverseSquareRoot(), new LearningRateSchedule.WarmupStableDecay(3, 4, DecayShape.OneMinusSquareRoot, 0.1),
        }.Select(schedule => Files with
        {
            Vocabulary = new VocabularySpec.Characters(true, true),
            Optimization = new OptimizationSpec
            {
                Seed = -7, MaximumSteps = 5, MaximumEpochs = 6, BatchTokens = 7, LearningRate = 0.1 + 0.2, Schedule = schedule with { WarmupSteps = 2 }, LabelSmoothing = 0.2,
                ClipNorm = double.PositiveInfinity, WeightDecay = 0.3, ValidateEverySteps = 8, Patience = 9, TargetExactMatch = 0.4, MaximumLength = 10,
            },
        }),
    ];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Json_gives_an_equal_recipe_back(TranslationRecipe recipe)
    {
        Assert.Equal(recipe, TranslationRecipe.FromJson(recipe.ToJson()));
        Assert.Equal(recipe.ToJson(), TranslationRecipe.FromJson(recipe.ToJson()).ToJson());
        Assert.Empty(recipe.Violations());
        Assert.Same(recipe, recipe.Validated());
    }

    [Fact]
    public void Defaults_are_those_documented()
    {
        Assert.Equal(new OptimizationSpec
        {
            Seed = 1,
            MaximumSteps = null,
            MaximumEpochs = null,
            BatchTokens = 4096,
            LearningRate = 1e-3,
            Schedule = new LearningRateSchedule.InverseSquareRoot { WarmupSteps = 400 },
            LabelSmoothing = 0.1,
            ClipNorm = 1,
            WeightDecay = 0,
            ValidateEverySteps = null,
            Patience = 5,
            TargetExactMatch = null,
            MaximumLength = 128,
        }, new OptimizationSpec());
        Assert.Equal(new VocabularySpec.Words(LowerCase: true, MinimumCount: 2, MaximumSize: null), new VocabularySpec.Words());
        Assert.Equal(new VocabularySpec.Characters(LowerCase: false, NormalizeCompatibility: false), new VocabularySpec.Characters());
        Assert.Equal(new VocabularySpec.Bpe(Size: 8000, LowerCase: false), new VocabularySpec.Bpe());
        Assert.Equal(new VocabularySpec.ByteBpe(Size: 8000, LowerCase: false), new VocabularySpec.ByteBpe());
        Assert.Equal(new VocabularySpec.WordPiece(Size: 8000, LowerCase: false), new VocabularySpec.WordPiece());
        Assert.Equal(new VocabularySpec.Unigram(Size: 8000, LowerCase: false), new VocabularySpec.Unigram());
        Assert.IsType<CorpusSpec.Dates>(TranslationRecipe.Dates.Corpus);
        Assert.True(TranslationRecipe.Dates.Model.Decoder!.Causal);
        Assert.False(TranslationRecipe.Dates.Model.Encoder!.Causal);
    }

    public static TheoryData<OptimizationSpec, string> WrongOptimizations() => new()
    {
        { new() { MaximumSteps = 0 }, "Optimization.MaximumSteps must be positive; got 0." },
        { new() { MaximumEpochs = -1 }, "Optimization.MaximumEpochs must be positive; got -1." },
        { new() { BatchTokens = 0 }, "Optimization.BatchTokens must be positive; got 0." },
        { new() { LearningRate = 0 }, "Optimization.LearningRate must be positive and finite; got 0." },
        { new() { LearningRate = double.NaN }, "Optimization.LearningRate must be positive and finite; got NaN." },
        { new() { LearningRate = double.PositiveInfinity }, "Optimization.LearningRate must be positive and finite; got Infinity." },
        { new() { Schedule = null! }, "Optimization.Schedule must be given; got null." },
        {
            new() { Schedule = new LearningRateSchedule.Linear(0) { WarmupSteps = -1 } },
            "Optimization.Schedule.WarmupSteps must not be negative; got -1.|Optimization.Schedule.TotalSteps must be positive; got 0."
        },
        { new() { LabelSmoothing = 1 }, "Optimization.LabelSmoothing must be in [0, 1); got 1." },
        { new() { LabelSmoothing = -0.1 }, "Optimization.LabelSmoothing must be in [0, 1); got -0.1." },
        { new() { ClipNorm = 0 }, "Optimization.ClipNorm must be positive; got 0." },
        { new() { ClipNorm = double.NaN }, "Optimization.ClipNorm must be positive; got NaN." },
        { new() { WeightDecay = -1 }, "Optimization.WeightDecay must not be negative; got -1." },
        { new() { ValidateEverySteps = 0 }, "Optimization.ValidateEverySteps must be positive; got 0." },
        { new() { Patience = 0 }, "Optimization.Patience must be positive; got 0." },
        { new() { TargetExactMatch = 0 }, "Optimization.TargetExactMatch must be in (0, 1]; got 0." },
        { new() { TargetExactMatch = 1.01 }, "Optimization.TargetExactMatch must be in (0, 1]; got 1.01." },
        { new() { MaximumLength = 1 }, "Optimization.MaximumLength must be at least 2; got 1." },
        { new() { Patience = int.MaxValue }, "Optimization must have an end: MaximumSteps, MaximumEpochs, TargetExactMatch or a Patience." },
    };

    [Theory]
    [MemberData(nameof(WrongOptimizations))]
    public void Every_violation_of_the_optimization_is_said(OptimizationSpec wrong, string expected) => Assert.Equal(expected.Split('|'), (Files with { Optimization = wrong }).Violations());

    [Fact]
    public void Every_violation_of_the_model_is_said()
    {
        var model = Files.Model;
        Assert.Equal(
            ["Model must have an Encoder, a Decoder and a language-model Head: a translation is read and written."], (Files with { Model = model with { Head = new HeadSpec.None() } }).Violations());
        Assert.Equal(
            ["Model.Decoder must be Causal: it would read the token that it is to write."], (Files with { Model = model with { Decoder = model.Decoder! with { Causal = false } } }).Violations());
        Assert.Equal(
            ["Model.DecoderVocabularySize must be left out: both sides share one vocabulary."], (Files with { Model = model with { DecoderVocabularySize = 9 } }).Violations());
        Assert.Equal(
            ["Model: Width must be positive; got -2."], (Files with { Model = model with { Width = -2 } }).Violations());
    }

    [Fact]
    public void What_the_vocabulary_replaces_need_not_be_right() => Assert.Empty((Files with { Model = Files.Model with { VocabularySize = 0, PaddingId = 77 } }).Violations());

    [Fact]
    public void All_violations_come_together()
    {
        var wrong = new TranslationRecipe
        {
            Corpus = new CorpusSpec.Dates(0, -1),
            Vocabulary = new VocabularySpec.Words(MinimumCount: 0),
            Model = Files.Model with { Width = -2 },
            Optimization = new OptimizationSpec { Patience = 0 },
        };
        Assert.Equal(
            "The recipe has 5 violation(s): Corpus.TrainingPairs must be positive; got 0. Corpus.ValidationPairs must be positive; got -1. Vocabulary.MinimumCount must be positive; got 0. " +
            "Optimization.Patience must be positive; got 0. Model: Width must be positive; got -2.",
            Assert.Throws<ArgumentException>(wrong.Validated).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Text_that_is_no_recipe_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => TranslationRecipe.FromJson(json));

    [Theory]
    [InlineData("corpus", null)]
    [InlineData("vocabulary", null)]
    [InlineData("model", null)]
    [InlineData("optimization", null)]
    [InlineData("surprise", "1")]
    [InlineData("corpus", """{"kind":"dates","surprise":1}""")]
    [InlineData("corpus", """{"kind":"novels"}""")]
    [InlineData("corpus", """{"trainingPairs":1}""")]
    [InlineData("corpus", """{"kind":"files","source":"a"}""")]
    [InlineData("corpus", """{"kind":"files","source":null,"target":"a"}""")]
    [InlineData("vocabulary", """{"kind":"bpe","size":"8000"}""")]
    [InlineData("vocabulary", """{"kind":"bpe","leastSize":1}""")]
    [InlineData("vocabulary", """{"kind":"file"}""")]
    [InlineData("vocabulary", """{"kind":"file","path":null}""")]
    [InlineData("optimization", """{"surprise":1}""")]
    [InlineData("optimization", """{"seed":1.5}""")]
    [InlineData("optimization", """{"schedule":null}""")]
    [InlineData("optimization", """{"schedule":{"kind":"linear"}}""")]
    [InlineData("optimization", """{"patience":1,"patience":2}""")]
    public void Field_that_is_unknown_repeated_missing_null_or_of_another_type_is_refused(string field, string? value)
    {
        var whole = JsonNode.Parse(Files.ToJson())!.AsObject();
        whole.Remove(field);
        string json = $"{whole.ToJsonString()[..^1]},\"{field}\":{value ?? "null"}}}";
        Assert.ThrowsAny<JsonException>(() => TranslationRecipe.FromJson(json));
        if (value is null)
            Assert.ThrowsAny<JsonException>(() => TranslationRecipe.FromJson(whole.ToJsonString()));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_for_people() =>
        Assert.Equal(Files, TranslationRecipe.FromJson(Files.ToJson().Replace("\"optimization\": {", "// how\n\"optimization\": {", StringComparison.Ordinal).TrimEnd('}').TrimEnd() + ",}"));
}
