using System.CommandLine;
using System.Text.Json;
using Rote.Models;
using Rote.Training.Translation;

namespace Rote.Cli.Commands;

/// <summary>The options of <c>rote train</c>, and the recipe that they make.</summary>
internal sealed class TrainOptions
{
    private static readonly TranslationRecipe Dates = TranslationRecipe.Dates;
    private static readonly TranslationRecipe Files = TranslationRecipe.ForFiles(new CorpusSpec.Files("source", "target"));

    private readonly Option<FileInfo?> _source = Path("--source", "Text to read, a sentence a line, UTF-8, plain or gzip. Default: the built-in dates.");
    private readonly Option<FileInfo?> _target = Path("--target", "Its translation, line by line.");
    private readonly Option<FileInfo?> _validationSource = Path("--validation-source", "Held-out text that decides when to stop. Default: the last hundredth of the pairs.");
    private readonly Option<FileInfo?> _validationTarget = Path("--validation-target", "Its translation, line by line.");
    private readonly Option<FileInfo?> _spec = Path("--spec", "A whole recipe in JSON, as --print-spec writes it; other options change it.");
    private readonly Option<string?> _tokens = new("--tokens")
    {
        Description = "What a token is: words (lower-cased, rare ones unknown) or characters. Default: characters for dates, words for files.",
        HelpName = "words|characters",
    };

    private readonly Option<int?> _minimumCount = Verb.OptionalWholeNumber("--min-count", "How often a word must occur to be known. Default: 2.", 1, int.MaxValue);
    private readonly Option<int?> _vocabularySize = Verb.OptionalWholeNumber("--vocabulary", "Most words in the vocabulary. Default: no limit.", 4, int.MaxValue);
    private readonly Option<int?> _width = Size("--width", "Width of the model, D", recipe => recipe.Model.Width);
    private readonly Option<int?> _heads = Size("--heads", "Attention heads, H; divides the width", recipe => recipe.Model.Encoder!.Block.SelfAttention!.Heads);
    private readonly Option<int?> _feedForward = Size("--feed-forward", "Width inside the feed-forward network, F", recipe => recipe.Model.Encoder!.Block.FeedForward!.Width);
    private readonly Option<int?> _layers = Size("--layers", "Blocks in the encoder and in the decoder, L", recipe => recipe.Model.Encoder!.Layers);
    private readonly Option<double?> _dropout = Number("--dropout", "Probability of dropout, from 0 to below 1", recipe => recipe.Model.Encoder!.Block.Dropout);
    private readonly Option<int?> _steps = Size("--steps", "Steps at most", recipe => recipe.Optimization.MaximumSteps);
    private readonly Option<int?> _epochs = Size("--epochs", "Times through the text at most", recipe => recipe.Optimization.MaximumEpochs);
    private readonly Option<int?> _batch = Size("--batch", "Tokens in a batch, both sides, padding counted", recipe => recipe.Optimization.BatchTokens);
    private readonly Option<double?> _learningRate = Number("--learning-rate", "Learning rate at the end of the warm-up", recipe => recipe.Optimization.LearningRate);
    private readonly Option<int?> _warmup = Verb.OptionalWholeNumber(
        "--warmup", $"Steps in which the learning rate rises. Default: {Dates.Optimization.Schedule.WarmupSteps} for dates, {Files.Optimization.Schedule.WarmupSteps} for files.", 0, int.MaxValue);

    private readonly Option<int?> _seed = Verb.OptionalWholeNumber("--seed", $"Decides weights, order and dropout. Default: {Dates.Optimization.Seed}.", 0, int.MaxValue);

    /// <summary>Every option that makes the recipe.</summary>
    public IEnumerable<Option> All =>
    [
        _source, _target, _validationSource, _validationTarget, _spec, _tokens, _minimumCount, _vocabularySize, _width, _heads, _feedForward, _layers, _dropout,
        _steps, _epochs, _batch, _learningRate, _warmup, _seed,
    ];

    /// <summary>The option given on the command line, if any.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>Its name, or null.</returns>
    public string? FirstGiven(ParseResult parsed) => All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>The recipe that the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The recipe, validated.</returns>
    public TranslationRecipe Recipe(ParseResult parsed)
    {
        var recipe = Start(parsed);
        var model = recipe.Model;
        if (parsed.GetValue(_tokens) is { } tokens)
            recipe = recipe with
            {
                Vocabulary = tokens switch
                {
                    "words" => new VocabularySpec.Words(),
                    "characters" => new VocabularySpec.Characters(),
                    _ => throw new ArgumentException($"--tokens must be words or characters; got '{tokens}'."),
                }
            };
        if ((parsed.GetValue(_minimumCount), parsed.GetValue(_vocabularySize)) is not (null, null) and var (count, size))
        {
            if (recipe.Vocabulary is not VocabularySpec.Words words)
                throw new ArgumentException("--min-count and --vocabulary are for words: give --tokens words as well.");
            recipe = recipe with { Vocabulary = words with { MinimumCount = count ?? words.MinimumCount, MaximumSize = size ?? words.MaximumSize } };
        }
        model = model with
        {
            Width = parsed.GetValue(_width) ?? model.Width,
            Encoder = Resize(model.Encoder!, parsed),
            Decoder = Resize(model.Decoder!, parsed),
        };
        var optimization = recipe.Optimization;
        bool endsByEpochs = parsed.GetValue(_epochs) is not null && parsed.GetValue(_steps) is null;
        return (recipe with
        {
            Model = model,
            Optimization = optimization with
            {
                Seed = parsed.GetValue(_seed) ?? optimization.Seed,
                MaximumSteps = endsByEpochs ? null : parsed.GetValue(_steps) ?? optimization.MaximumSteps,
                MaximumEpochs = parsed.GetValue(_epochs) ?? optimization.MaximumEpochs,
                BatchTokens = parsed.GetValue(_batch) ?? optimization.BatchTokens,
                LearningRate = parsed.GetValue(_learningRate) ?? optimization.LearningRate,
                Schedule = optimization.Schedule with { WarmupSteps = parsed.GetValue(_warmup) ?? optimization.Schedule.WarmupSteps },
            },
        }).Validated();
    }

    private static Option<FileInfo?> Path(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static Option<int?> Size(string name, string description, Func<TranslationRecipe, int?> read) =>
        Verb.OptionalWholeNumber(name, $"{description}. Default: {Show(read(Dates))} for dates, {Show(read(Files))} for files.", 1, int.MaxValue);

    private static Option<double?> Number(string name, string description, Func<TranslationRecipe, double> read) =>
        Verb.OptionalNumber(name, $"{description}. Default: {read(Dates)} for dates, {read(Files)} for files.");

    private static string Show(int? number) => number?.ToString() ?? "no limit";

    private TranslationRecipe Start(ParseResult parsed)
    {
        string? source = parsed.GetValue(_source)?.ToString(), target = parsed.GetValue(_target)?.ToString();
        string? heldSource = parsed.GetValue(_validationSource)?.ToString(), heldTarget = parsed.GetValue(_validationTarget)?.ToString();
        if (source is null != target is null)
            throw new ArgumentException($"{(source is null ? "--source" : "--target")} is missing: --source and --target go together.");
        if (heldSource is null != heldTarget is null)
            throw new ArgumentException($"{(heldSource is null ? "--validation-source" : "--validation-target")} is missing: both validation files go together.");
        if (heldSource is not null && source is null)
            throw new ArgumentException("--validation-source needs --source and --target.");
        var files = source is null ? null : new CorpusSpec.Files(source, target!, heldSource, heldTarget);
        if (parsed.GetValue(_spec) is not { } spec)
            return files is null ? Dates : TranslationRecipe.ForFiles(files);
        try
        {
            var recipe = TranslationRecipe.FromJson(File.ReadAllText(spec.ToString()));
            recipe = files is null ? recipe : recipe with { Corpus = files };
            return recipe.Validated();
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"'{spec}' is not a recipe: {wrong.Message} 'rote train --print-spec' writes one.", wrong);
        }
    }

    private StackSpec Resize(StackSpec stack, ParseResult parsed)
    {
        var block = stack.Block;
        int? heads = parsed.GetValue(_heads), feedForward = parsed.GetValue(_feedForward);
        double dropout = parsed.GetValue(_dropout) ?? block.Dropout;
        if (heads is { } count)
        {
            block = block with
            {
                SelfAttention = block.SelfAttention is { } self ? self with { Heads = count } : null,
                CrossAttention = block.CrossAttention is { } cross ? cross with { Heads = count } : null,
            };
        }
        if (feedForward is { } inner && block.FeedForward is { } network)
            block = block with { FeedForward = network with { Width = inner } };
        return stack with
        {
            Layers = parsed.GetValue(_layers) ?? stack.Layers,
            Block = block with { Dropout = dropout },
            Embedding = parsed.GetValue(_dropout) is null ? stack.Embedding : stack.Embedding with { Dropout = dropout },
        };
    }
}
