using System.Diagnostics;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Pipelines;
using Rote.Tokenizers;
using Rote.Training.Data;
using Rote.Training.Loops;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Runs;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Rote.Training.Translation;

/// <summary>Trains a translation model as a recipe says, keeps the best model in a directory, and tests it.</summary>
/// <remarks>
/// The same recipe and seed give the same losses, bit for bit, on the same machine and number of threads, interrupted or not, as long as nothing else in
/// the process draws from libtorch's default generator meanwhile: dropout has no other. Whenever a run ends, even by force, its directory holds either no
/// model or a whole one: config, tokenizer and generation config never change after the first step, and weights and state are replaced as whole files, the
/// weights first. A state older than the weights only makes the resumed run write the same weights again.
/// </remarks>
public sealed class TranslationTrainer : IDisposable
{
    private const double SpeedWindowSeconds = 10;

    private readonly TranslationRecipe _recipe;
    private readonly RunDirectory _run;
    private readonly TranslationData _data;
    private readonly Tokenizer _tokenizer;
    private readonly IReadOnlyList<string> _addedTokens;
    private readonly IReadOnlyList<TokenPair> _pairs;
    private readonly IReadOnlyList<TokenPair> _validation;
    private readonly int _leftOut;
    private readonly Transformer _model;
    private readonly Adam _optimizer;
    private readonly Parameter[] _parameters;
    private readonly GradientStep _step;
    private readonly SavedTranslationModel _saved;
    private readonly Stopwatch _clock = new();
    private TrainingState _state = new();
    private double _secondsBefore;

    private TranslationTrainer(TranslationRecipe recipe, RunDirectory run, bool resume, CancellationToken cancellation)
    {
        _recipe = recipe;
        _run = run;
        var spec = recipe.Optimization;
        _data = TranslationData.Load(recipe.Corpus, spec.Seed);
        (_tokenizer, _addedTokens) = resume
            ? new ReadyTokenizer(Tokenizer.Load(run.Path), [])
            : recipe.Vocabulary.Make(_data.Training.SelectMany(pair => new[] { pair.Source, pair.Target }), cancellation);
        int reach = Reach(recipe.Model), limit = Math.Min(spec.MaximumLength, reach);
        string longer = $"are longer than {limit} tokens on a side";
        string remedy = reach <= spec.MaximumLength ? "Give the model positions that reach further, or split the lines." : "Raise Optimization.MaximumLength or split the lines.";
        TokenPair[] all = [.. _data.Training.Select(pair => TranslationEvaluation.Tokens(_tokenizer, pair))];
        _pairs = [.. all.Where(pair => pair.Source.Count <= limit && pair.Target.Count <= limit)];
        _leftOut = all.Length - _pairs.Count;
        if (_pairs.Count == 0)
            throw new InvalidDataException($"All {all.Length} training pairs {longer}: nothing is left to train on. {remedy}");
        _validation = [.. _data.Validation.Select(pair => TranslationEvaluation.Tokens(_tokenizer, pair)).Where(pair => pair.Source.Count <= limit && pair.Target.Count <= limit)];
        if (_validation.Count == 0)
            throw new InvalidDataException($"All {_data.Validation.Count} validation pairs {longer}: nothing is left to validate on. {remedy}");

        var ids = SpecialTokens.Of(_tokenizer);
        var model = recipe.Model with { VocabularySize = _tokenizer.VocabularySize, PaddingId = ids.Padding };
        _model = new Transformer(model).Initialize(spec.Seed);
        var named = _model.named_parameters().Select(pair => (pair.name, pair.parameter)).ToArray();
        _parameters = [.. named.Select(pair => pair.parameter)];
        _optimizer = new Adam(ParameterGroup.DecayMatricesOnly(named, spec.WeightDecay), new AdamOptions { Beta2 = 0.98, Epsilon = 1e-9 });
        _step = new GradientStep(_optimizer, _parameters, spec.ClipNorm);
        int longest = _pairs.Concat(_validation).Max(pair => pair.Target.Count);
        // Room for outputs half as long again as any seen, within the reach of the positions.
        _saved = new SavedTranslationModel(run.Path, model, ids, Math.Min(longest + longest / 2 + 4, reach));
        _state = new TrainingState { TextDigest = _data.Digest() };
    }

    /// <summary>Trains, keeps the best model, and tests it.</summary>
    /// <param name="recipe">The job.</param>
    /// <param name="directory">Where the model, the measurements and the state go; made where it is missing.</param>
    /// <param name="watch">Told of every step and validation, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends after the step or validation under way; the state is saved before the exception.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ArgumentException">The recipe is not valid; the message lists all violations.</exception>
    /// <exception cref="InvalidDataException">The text cannot be used.</exception>
    /// <exception cref="IOException">The directory holds a run or a model already, a file is missing, or the disk is full.</exception>
    /// <exception cref="TokenizerFormatException">The recipe names a tokenizer that is damaged, or not fit for translation.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no longer a finite number; the best model so far is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; <see cref="Resume"/> goes on.</exception>
    public static TrainingOutcome Train(TranslationRecipe recipe, string directory, IProgress<TrainingEvent>? watch = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var run = new RunDirectory(directory);
        run.RequireUnused();
        return Start(recipe.Validated(), run, watch, cancellation);
    }

    /// <summary>Goes on with an interrupted run, as if it had not been interrupted. One that was ended before its first state starts again; one that had ended is tested again.</summary>
    /// <param name="directory">Where it was started.</param>
    /// <param name="watch">Told of every step and validation, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends after the step or validation under way; the state is saved before the exception.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CheckpointException">There is no run, its recipe or state is damaged, or recipe or text are no longer those it was started with.</exception>
    /// <exception cref="ArgumentException">The recipe was changed and is no longer valid.</exception>
    /// <exception cref="InvalidDataException">The text cannot be used.</exception>
    /// <exception cref="IOException">A file is missing, or the disk is full.</exception>
    /// <exception cref="TokenizerFormatException">The tokenizer is damaged.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no longer a finite number; the best model so far is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; calling this again goes on.</exception>
    public static TrainingOutcome Resume(string directory, IProgress<TrainingEvent>? watch = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var run = new RunDirectory(directory);
        if (!run.HoldsRun)
            throw new CheckpointException($"'{directory}' holds no training run. Start one, or name its directory.");
        TranslationRecipe recipe;
        try
        {
            recipe = TranslationRecipe.FromJson(File.ReadAllText(run.Recipe));
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw new CheckpointException($"'{run.Recipe}' is not a recipe: {wrong.Message}", wrong);
        }
        recipe.Validated();
        if (!run.HoldsState)
            return Start(recipe, run, watch, cancellation);
        using var trainer = new TranslationTrainer(recipe, run, resume: true, cancellation);
        string? digest = trainer._state.TextDigest;
        trainer._state = TrainingState.Restore(run.State, trainer._model, trainer._optimizer);
        if (trainer._state.TextDigest != digest)
            throw new CheckpointException($"The text that '{directory}' is trained on is no longer what it was. Bring the old text back, or start a new run.");
        trainer._secondsBefore = trainer._state.Seconds;
        return trainer.Run(watch, cancellation);
    }

    /// <summary>Frees the model and the optimizer.</summary>
    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }

    private static TrainingOutcome Start(TranslationRecipe recipe, RunDirectory run, IProgress<TrainingEvent>? watch, CancellationToken cancellation)
    {
        // A resumed run may be started from another folder.
        recipe = recipe with { Corpus = recipe.Corpus.Absolute(), Vocabulary = recipe.Vocabulary.Absolute() };
        random.manual_seed(recipe.Optimization.Seed);
        using var trainer = new TranslationTrainer(recipe, run, resume: false, cancellation);
        Make(run.Path);
        AtomicFile.WriteText(run.Recipe, recipe.ToJson() + "\n");
        trainer._saved.SaveTokenizer(trainer._tokenizer);
        return trainer.Run(watch, cancellation);
    }

    private static void Make(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder '{directory}' cannot be made: {wrong.Message.TrimEnd('.')}. Choose another directory.", wrong);
        }
    }

    private static int Reach(TransformerSpec spec) => Math.Min(spec.Encoder!.Positions.Reach() ?? int.MaxValue, spec.Decoder!.Positions.Reach() ?? int.MaxValue);

    private TrainingOutcome Run(IProgress<TrainingEvent>? watch, CancellationToken cancellation)
    {
        _clock.Start();
        if (_state.EndedBecause is null)
            Train(watch, cancellation);
        watch?.Report(new TrainingEvent.Ended(_state.Step, _state.EndedBecause!));

        using var translator = Translator.Load(_run.Path);
        var (outputs, scores) = Test(translator, cancellation);
        bool[] right = [.. outputs.Zip(_data.Test, (output, pair) => output.Text == pair.Target)];
        return new TrainingOutcome
        {
            Directory = _run.Path,
            Steps = _state.Step,
            BestStep = _state.BestStep,
            EndedBecause = _state.EndedBecause!,
            Parameters = _parameters.Sum(parameter => parameter.numel()),
            Seconds = Seconds(),
            Test = scores,
            ExactMatchByGroup = _data.TestGroups.Zip(right).GroupBy(pair => pair.First, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Average(pair => pair.Second ? 1.0 : 0), StringComparer.Ordinal),
            Examples = [.. outputs.Zip(_data.Test, (output, pair) => (pair.Source, output.Text, pair.Target)).Take(12)],
        };
    }

    private void Train(IProgress<TrainingEvent>? watch, CancellationToken cancellation)
    {
        var spec = _recipe.Optimization;
        var plan = new BatchPlan(_pairs, spec.BatchTokens, spec.Seed);
        var speed = new SpeedMeter(SpeedWindowSeconds, TimeProvider.System);
        using var log = new MetricsLog(_run.Metrics, _state.Step);
        var batches = plan.Epoch(_state.Epoch);
        if (_state.BatchesOfEpoch > batches.Count)
            throw new CheckpointException($"'{_run.State}' is the state of another recipe: {_state.BatchesOfEpoch} batches of an epoch were trained on, and it has {batches.Count}. Resume with the recipe it was started with.");
        watch?.Report(new TrainingEvent.Started(
            _model.Spec,
            _parameters.Sum(parameter => parameter.numel()),
            _pairs.Count,
            _leftOut,
            _validation.Count,
            batches.Count,
            _state.Step,
            _state.Step + StepsLeft(batches.Count),
            _addedTokens));
        _model.train();
        while (_state.EndedBecause is null)
        {
            if (cancellation.IsCancellationRequested)
            {
                log.Flush();
                SaveState();
                throw new OperationCanceledException($"Interrupted after step {_state.Step}; the state is saved in '{_run.Path}'.", cancellation);
            }
            if (_state.BatchesOfEpoch == batches.Count)
            {
                _state = _state with { Epoch = _state.Epoch + 1, BatchesOfEpoch = 0 };
                batches = plan.Epoch(_state.Epoch);
            }
            double rate = spec.LearningRate * spec.Schedule.Multiplier(_state.Step + 1);
            var (loss, norm, tokens) = Step(batches[_state.BatchesOfEpoch], rate);
            _state = _state with { Step = _state.Step + 1, BatchesOfEpoch = _state.BatchesOfEpoch + 1 };
            speed.Add(tokens);
            log.Write(new MetricsEntry { Step = _state.Step, Loss = loss, LearningRate = rate, GradientNorm = norm, TokensPerSecond = speed.TokensPerSecond });
            watch?.Report(new TrainingEvent.Stepped(
                _state.Step, _state.Epoch + 1, loss, rate, speed.TokensPerSecond, StepsLeft(batches.Count) * speed.SecondsPerStep));

            bool epochEnds = _state.BatchesOfEpoch == batches.Count;
            string? because = _state.Step >= spec.MaximumSteps ? $"{spec.MaximumSteps} steps were taken"
                : epochEnds && _state.Epoch + 1 >= spec.MaximumEpochs ? $"{spec.MaximumEpochs} epochs were trained"
                : null;
            bool validates = because is not null || (spec.ValidateEverySteps is { } every ? _state.Step % every == 0 : epochEnds);
            if (!validates)
                continue;
            Validate(rate, log, watch);
            because ??= _state.BestExactMatch >= spec.TargetExactMatch ? $"{spec.TargetExactMatch:P1} of the validation outputs are exactly right"
                : _state.ValidationsWithoutImprovement >= spec.Patience ? $"{spec.Patience} validations brought no improvement"
                : null;
            _state = _state with { EndedBecause = because };
            SaveState();
            speed.Restart();
        }
    }

    private (IReadOnlyList<Pipelines.Translation> Outputs, TranslationScores Scores) Test(Translator translator, CancellationToken cancellation)
    {
        try
        {
            return TranslationEvaluation.Evaluate(translator, _data.Test, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException($"Interrupted in the final test; the trained model is saved in '{_run.Path}', and resuming repeats the test.", cancellation);
        }
    }

    // Epochs differ by a few batches, so what their number gives is about right only.
    private long? StepsLeft(int batchesInEpoch)
    {
        long? bySteps = _recipe.Optimization.MaximumSteps - _state.Step;
        long? byEpochs = (_recipe.Optimization.MaximumEpochs - _state.Epoch - 1L) * batchesInEpoch + batchesInEpoch - _state.BatchesOfEpoch;
        return bySteps is { } steps && byEpochs is { } other ? Math.Min(steps, other) : bySteps ?? byEpochs;
    }

    private (double Loss, double Norm, int Tokens) Step(int[] indices, double rate)
    {
        var (loss, norm) = _step.Take(
            () =>
            {
                var batch = PairBatch.Make([.. indices.Select(index => _pairs[index])], _saved.Ids.Padding, _saved.Ids.DecoderStart);
                return new StepLoss(TranslationLoss.Backward(_model, batch, _recipe.Optimization.LabelSmoothing), batch.Tokens);
            },
            rate);
        return GradientStep.IsFinite(loss, norm) ? (loss.Value, norm, loss.Tokens) : throw Diverged(GradientStep.Divergence(_state.Step + 1, loss, norm, rate));
    }

    private TrainingDivergedException Diverged(string divergence) => new(
        $"{divergence} " + (_state.BestStep > 0 ? $"The best model, of step {_state.BestStep}, is kept in '{_run.Path}'." : "No model was saved."));

    private void Validate(double rate, MetricsLog log, IProgress<TrainingEvent>? watch)
    {
        double loss = TranslationEvaluation.Loss(_model, _validation, _saved.Ids.Padding, _saved.Ids.DecoderStart);
        if (!double.IsFinite(loss))
            throw Diverged(GradientStep.Divergence($"Step {_state.Step}: the validation loss is {loss}", rate));
        double? exact = _recipe.Optimization.TargetExactMatch is null ? null : ValidationExactMatch();
        bool best = _state.BestLoss is null || (exact is { } now && _state.BestExactMatch is { } before
            ? now > before || (now == before && loss < _state.BestLoss)
            : loss < _state.BestLoss);
        if (best)
            _saved.Save(_model);
        _state = best
            ? _state with { BestStep = _state.Step, BestLoss = loss, BestExactMatch = exact, ValidationsWithoutImprovement = 0 }
            : _state with { ValidationsWithoutImprovement = _state.ValidationsWithoutImprovement + 1 };
        log.Write(new MetricsEntry { Step = _state.Step, ValidationLoss = loss, ValidationExactMatch = exact });
        log.Flush();
        watch?.Report(new TrainingEvent.Validated(_state.Step, loss, exact, best));
    }

    private double ValidationExactMatch()
    {
        var translator = new Translator(_model, _tokenizer, _saved.Generation); // not disposed: the model goes on
        var outputs = translator.Translate([.. _data.Validation.Select(pair => pair.Source)], new TranslationOptions { BatchSize = 256 });
        _model.train();
        return Metrics.ExactMatch.Rate([.. outputs.Select(output => output.Text)], [.. _data.Validation.Select(pair => pair.Target)]);
    }

    private void SaveState()
    {
        _state = _state with { Seconds = Seconds() };
        _state.Save(_run.State, _model, _optimizer);
    }

    private double Seconds() => _secondsBefore + _clock.Elapsed.TotalSeconds;
}
