using System.CommandLine;
using Rote.Models;
using Rote.Training.Translation;

namespace Rote.Cli.Commands;

/// <summary>The options of <c>rote train</c>, and the recipe that they make.</summary>
internal sealed class TrainOptions
{
    private static readonly TranslationRecipe Dates = TranslationRecipe.Dates;
    private static readonly TranslationRecipe Files = TranslationRecipe.ForFiles(new CorpusSpec.Files("source", "target"));

    private readonly Option<string?> _source = Verb.Path("--source", "Text to read, a sentence a line, UTF-8, plain or gzip. Default: the built-in dates.");
    private readonly Option<string?> _target = Verb.Path("--target", "Its translation, line by line.");
    private readonly Option<string?> _validationSource = Verb.Path("--validation-source", "Held-out text that decides when to stop. Default: the last hundredth of the pairs.");
    private readonly Option<string?> _validationTarget = Verb.Path("--validation-target", "Its translation, line by line.");
    private readonly Option<string?> _spec = Verb.Path("--spec", "A whole recipe in JSON, as --print-spec writes it; other options change it.");
    private readonly VocabularyOptions _vocabulary = new();
    private readonly Option<int?> _width = Size("--width", "Width of the model, D", recipe => recipe.Model.Width);
    private readonly Option<int?> _heads = Size("--heads", "Attention heads, H; divides the width", recipe => recipe.Model.Encoder!.Block.SelfAttention!.Heads);
    private readonly Option<int?> _feedForward = Size("--feed-forward", "Width inside the feed-forward network, F", recipe => recipe.Model.Encoder!.Block.FeedForward!.Width);
    private readonly Option<int?> _layers = Size("--layers", "Blocks in the encoder and in the decoder, L", recipe => recipe.Model.Encoder!.Layers);
    private readonly Option<double?> _dropout = Number(
        "--dropout", "Probability of dropout", recipe => recipe.Model.Encoder!.Block.Dropout, "from 0 to below 1", number => number is >= 0 and < 1);

    private readonly Option<int?> _steps = Size("--steps", "Steps at most", recipe => recipe.Optimization.MaximumSteps);
    private readonly Option<int?> _epochs = Size("--epochs", "Times through the text at most", recipe => recipe.Optimization.MaximumEpochs);
    private readonly Option<int?> _batch = Size("--batch", "Tokens in a batch, both sides, padding counted", recipe => recipe.Optimization.BatchTokens);
    private readonly Option<double?> _learningRate = Number(
        "--learning-rate", "Learning rate at the end of the warm-up", recipe => recipe.Optimization.LearningRate, "above 0", number => number > 0);
    private readonly Option<int?> _warmup = Verb.OptionalWholeNumber(
        "--warmup", $"Steps in which the learning rate rises. {Default($"{Dates.Optimization.Schedule.WarmupSteps}", $"{Files.Optimization.Schedule.WarmupSteps}")}", 0, int.MaxValue);

    private readonly Option<int?> _seed = Verb.OptionalWholeNumber("--seed", $"Decides weights, order and dropout. Default: {Dates.Optimization.Seed}.", 0, int.MaxValue);

    /// <summary>Every option that makes the recipe.</summary>
    public IEnumerable<Option> All =>
    [
        _source, _target, _validationSource, _validationTarget, _spec, .. _vocabulary.All, _width, _heads, _feedForward, _layers, _dropout, _steps, _epochs, _batch,
        _learningRate, _warmup, _seed,
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
        model = model with
        {
            Width = parsed.GetValue(_width) ?? model.Width,
            Encoder = Resize(model.Encoder!, parsed),
            Decoder = Resize(model.Decoder!, parsed),
        };
        var optimization = recipe.Optimization;
        int? steps = parsed.GetValue(_steps), epochs = parsed.GetValue(_epochs);
        var schedule = optimization.Schedule.Until(steps);
        bool endsByEpochs = epochs is not null && steps is null && !schedule.HasEnd();
        int heads = model.Encoder.Block.SelfAttention?.Heads ?? 1;
        if ((parsed.GetValue(_heads) ?? parsed.GetValue(_width)) is not null && model.Encoder.Block.SelfAttention?.HeadWidth is null && model.Width % heads != 0)
            throw new UsageException($"'--heads' must divide '--width'; {heads} does not divide {model.Width}.");
        return (recipe with
        {
            Vocabulary = _vocabulary.Change(parsed, recipe.Vocabulary),
            Model = model,
            Optimization = optimization with
            {
                Seed = parsed.GetValue(_seed) ?? optimization.Seed,
                MaximumSteps = endsByEpochs ? null : steps ?? optimization.MaximumSteps,
                MaximumEpochs = epochs ?? optimization.MaximumEpochs,
                BatchTokens = parsed.GetValue(_batch) ?? optimization.BatchTokens,
                LearningRate = parsed.GetValue(_learningRate) ?? optimization.LearningRate,
                Schedule = schedule with { WarmupSteps = parsed.GetValue(_warmup) ?? optimization.Schedule.WarmupSteps },
            },
        }).Validated();
    }

    private static Option<int?> Size(string name, string description, Func<TranslationRecipe, int?> read) =>
        Verb.OptionalWholeNumber(name, $"{description}. {Default(Show(read(Dates)), Show(read(Files)))}", 1, int.MaxValue);

    private static Option<double?> Number(string name, string description, Func<TranslationRecipe, double> read, string range, Func<double, bool> isInRange) =>
        Verb.OptionalNumber(name, $"{description}. {Default($"{read(Dates)}", $"{read(Files)}")}", range, isInRange);

    private static string Default(string dates, string files) => dates == files ? $"Default: {dates}." : $"Default: {dates} for dates, {files} for files.";

    private static string Show(int? number) => number?.ToString() ?? "no limit";

    private TranslationRecipe Start(ParseResult parsed)
    {
        string? source = parsed.GetValue(_source), target = parsed.GetValue(_target);
        string? heldSource = parsed.GetValue(_validationSource), heldTarget = parsed.GetValue(_validationTarget);
        if (source is null != target is null)
            throw new UsageException($"'{(source is null ? _source : _target).Name}' is missing: '--source' and '--target' go together.");
        if (heldSource is null != heldTarget is null)
            throw new UsageException($"'{(heldSource is null ? _validationSource : _validationTarget).Name}' is missing: '--validation-source' and '--validation-target' go together.");
        if (heldSource is not null && source is null)
            throw new UsageException("'--validation-source' is given without '--source' and '--target': there is nothing to train on.");
        var files = source is null ? null : new CorpusSpec.Files(source, target!, heldSource, heldTarget);
        if (parsed.GetValue(_spec) is not { } spec)
            return files is null ? Dates : TranslationRecipe.ForFiles(files);
        var recipe = RecipeFile.Read(spec);
        return files is null ? recipe : recipe with { Corpus = files };
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
