using System.Text.Json;
using Rote.Checkpoints;
using Rote.Generation;
using Rote.Models;

namespace Rote.Verification;

/// <summary>The token ids of every recorded run of generation, and the list of what cannot be repeated yet.</summary>
internal sealed class GenerationChecks(Transformer model, ReferenceInputs inputs, CheckList checks, Func<JsonElement, GenerationSettings> settings)
{
    // How the cases describe a run of one prompt after the other.
    private const string Alone = "each prompt by itself";

    // A mean of log-probabilities: float32 rounding alone is at most 2e-6 here.
    private const double ScoreTolerance = 1e-5;

    /// <summary>Repeats the runs.</summary>
    /// <param name="runs">The case's <c>generation</c>.</param>
    /// <param name="cancellation">Ends a run between two tokens.</param>
    /// <exception cref="CheckpointException">A run is not described as the format says.</exception>
    public void Run(IReadOnlyList<JsonElement> runs, CancellationToken cancellation)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            string name = Text(runs[i], "name") is { } given && !checks.Has($"generation.{given}") ? $"generation.{given}" : $"generation[{i}]";
            if (Obstacle(runs[i], out var feed) is { } reason)
                checks.NotChecked(name, CheckKind.Generation, reason);
            else
                checks.Enter(name, CheckKind.Generation, Repeat(runs[i], feed, name, cancellation));
        }
    }

    private string? Obstacle(JsonElement run, out string feed)
    {
        feed = "";
        string from = Text(run, "inputs") ?? "";
        if (from.StartsWith("prompt.right", StringComparison.Ordinal))
            return "prompts padded on the right continue a padding token: informative, not a target";
        if (model.Spec.Decoder is null || model.Spec.Head is not HeadSpec.LanguageModel)
            return "the model writes no tokens";
        feed = model.Spec.Encoder is not null ? "" : "prompt.left.";
        string expected = feed.Length == 0 ? "input_ids" : "prompt.left";
        return from.StartsWith(expected, StringComparison.Ordinal) || from.StartsWith(Alone, StringComparison.Ordinal)
            ? settings(Arguments(run)).Obstacle()
            : $"its inputs '{from}' are not known";
    }

    private string? Repeat(JsonElement run, string feed, string name, CancellationToken cancellation)
    {
        var stack = model.Spec.Encoder ?? model.Spec.Decoder!;
        int rows = model.Spec.Encoder is null ? model.OutputVocabularySize : model.Spec.VocabularySize;
        if (inputs.Ids($"{feed}input_ids", stack, rows) is not { } ids)
            return $"the case has no '{feed}input_ids'";
        var keep = inputs.Keep($"{feed}attention_mask", ids);
        long[][] expected = Sequences(run, name);
        GeneratedTokens written;
        try
        {
            var options = settings(Arguments(run)).ToOptions();
            written = Text(run, "inputs")!.StartsWith(Alone, StringComparison.Ordinal)
                ? Join([.. Enumerable.Range(0, (int)ids.size(0)).Select(row => TokenGenerator.Generate(model, ids[row].masked_select(keep[row]).unsqueeze(0), null, options, cancellation))])
                : TokenGenerator.Generate(model, ids, keep, options, cancellation);
        }
        catch (ArgumentException refused)
        {
            return $"it cannot be repeated: {refused.Message}";
        }
        return Difference(expected, written.Sequences) ?? ScoreDifference(Scores(run, name), written.Scores);
    }

    private static GeneratedTokens Join(GeneratedTokens[] runs) =>
        new([.. runs.SelectMany(run => run.Sequences)], runs[0].Scores is null ? null : [.. runs.SelectMany(run => run.Scores!)]);

    private static string? ScoreDifference(double[]? expected, double[]? written)
    {
        if (expected is null)
            return null;
        if (written?.Length != expected.Length)
            return $"it must have {expected.Length} scores; got {written?.Length ?? 0}";
        int row = Array.FindIndex([.. expected.Zip(written)], pair => !(Math.Abs(pair.First - pair.Second) <= ScoreTolerance));
        return row < 0 ? null : $"the score of row {row} must be {expected[row]:G7}; got {written[row]:G7}";
    }

    private static string? Difference(long[][] expected, long[][] written)
    {
        if (expected.Length != written.Length)
            return $"it must have {expected.Length} rows; got {written.Length}";
        for (int row = 0; row < expected.Length; row++)
        {
            int at = expected[row].Zip(written[row]).TakeWhile(pair => pair.First == pair.Second).Count();
            if (at < expected[row].Length && at < written[row].Length)
                return $"row {row}, token {at} must be {expected[row][at]}; got {written[row][at]}";
            if (expected[row].Length != written[row].Length)
                return $"row {row} must have {expected[row].Length} tokens; got {written[row].Length}";
        }
        return null;
    }

    private static JsonElement Arguments(JsonElement run) => run.TryGetProperty("arguments", out var arguments) ? arguments : default;

    private static string? Text(JsonElement run, string field) => run.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double[]? Scores(JsonElement run, string name)
    {
        if (!run.TryGetProperty("sequences_scores", out var scores) || scores.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return [.. scores.EnumerateArray().Select(score => score.GetDouble())];
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
        {
            throw new CheckpointException($"case.json: the 'sequences_scores' of '{name}' must be numbers.", wrong);
        }
    }

    private static long[][] Sequences(JsonElement run, string name)
    {
        try
        {
            return [.. run.GetProperty("sequences").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CheckpointException($"case.json: '{name}' must have 'sequences', rows of token ids.", wrong);
        }
    }
}
