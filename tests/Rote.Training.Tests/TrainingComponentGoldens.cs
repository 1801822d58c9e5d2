using System.Globalization;
using System.Text.RegularExpressions;
using Rote.Testing;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = Rote.Training.Optimizers.Adam;

namespace Rote.Training.Tests;

/// <summary>Every single-part reference case of training: losses, optimizers, schedules, clipping.</summary>
[Trait("Category", "Golden")]
public partial class TrainingComponentGoldens
{
    private static readonly string[] Prefixes = ["adam", "schedule", "clip_", "cross_entropy"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (string name in GoldenFolder.Components.Keys.Where(name => Prefixes.Any(name.StartsWith)))
        {
            rows.Add(name, "float64");
            rows.Add(name, "float32");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Component_equals_reference(string name, string dtype)
    {
        using var reference = new ComponentCase(name, dtype == "float64" ? float64 : float32);
        if (name.StartsWith("adam", StringComparison.Ordinal))
            Optimizer(reference);
        else if (name.StartsWith("cross_entropy", StringComparison.Ordinal))
            Loss(reference);
        else if (name.StartsWith("clip_", StringComparison.Ordinal))
            Clip(reference);
        else
            Schedule(reference);
    }

    private static void Optimizer(ComponentCase reference)
    {
        string[] names = [.. reference.Recorded("in.")];
        var parameters = names.Select(name => (Name: name, Parameter: nn.Parameter(reference.In(name).detach().clone()))).ToArray();
        double decay = reference.Number("weight_decay", 0);
        double[] betas = [.. reference.Parameters.TryGetProperty("betas", out var given) ? given.EnumerateArray().Select(beta => beta.GetDouble()) : [0.9, 0.999]];
        bool noam = reference.Has("warmup");
        var groups = reference.Description.Contains("two groups", StringComparison.Ordinal) ? ParameterGroup.DecayMatricesOnly(parameters, decay) : [new ParameterGroup(parameters, decay)];
        using var optimizer = new Adam(groups, new AdamOptions
        {
            Beta1 = betas[0],
            Beta2 = betas[1],
            Epsilon = reference.Number("eps", 1e-8),
            Decoupled = reference.Name.StartsWith("adamw", StringComparison.Ordinal),
        });
        var paths = names.ToDictionary(name => name, _ => new List<Tensor>());
        long steps = reference.Constant("grads.w").size(0);
        for (long step = 0; step < steps; step++)
        {
            foreach (var (name, parameter) in parameters)
                parameter.grad = reference.Constant($"grads.{name}")[step].to(parameter.dtype).clone();
            optimizer.Step(noam
                ? LearningRateSchedule.Noam(step + 1, (int)reference.Number("width", 0), (int)reference.Number("warmup", 0))
                : reference.Number("lr", double.NaN));
            foreach (var (name, parameter) in parameters)
                paths[name].Add(parameter.detach().clone());
        }
        reference.Check(paths.ToDictionary(pair => pair.Key, pair => stack([.. pair.Value])));
    }

    private static void Loss(ComponentCase reference)
    {
        var reduction = reference.Text("reduction") switch
        {
            "mean" => nn.Reduction.Mean,
            "none" => nn.Reduction.None,
            _ => nn.Reduction.Sum,
        };
        var loss = CrossEntropy.Loss(reference.In("logits"), reference.Constant("labels"), reference.Number("smoothing", 0), reduction);
        reference.Check(new Dictionary<string, Tensor> { [reference.Records("sum") ? "sum" : "loss"] = loss });
    }

    private static void Clip(ComponentCase reference)
    {
        var parameters = reference.Recorded("in.").ToDictionary(name => name, name =>
        {
            var gradient = reference.In(name).detach().clone();
            var parameter = new Parameter(zeros_like(gradient));
            parameter.grad = gradient;
            return parameter;
        });
        double norm = GradientClipping.ByNorm(parameters.Values, reference.Number("limit", double.NaN));
        var outputs = parameters.ToDictionary(pair => pair.Key, pair => pair.Value.grad!);
        outputs["norm"] = tensor(norm, dtype: ScalarType.Float64);
        reference.Check(outputs);
    }

    private static void Schedule(ComponentCase reference)
    {
        long[] steps = reference.Constant("steps").data<long>().ToArray();
        Tensor Rates(Func<long, double> rate) => tensor(steps.Select(rate).ToArray());
        if (reference.Name.StartsWith("schedule_noam", StringComparison.Ordinal))
        {
            reference.Check(new Dictionary<string, Tensor>
            {
                ["rates"] = Rates(step => LearningRateSchedule.Noam(step, (int)reference.Number("width", 0), (int)reference.Number("warmup", 0))),
            });
            return;
        }
        int warmup = (int)reference.Number("warmup", 0);
        reference.Check(reference.Recorded("out.").ToDictionary(name => name, name => Rates((ScheduleOf(reference, name) with { WarmupSteps = warmup }).Multiplier)));
    }

    // The names of the outputs say kind and numbers (cosine_min_0.1, cosine_restarts_2); the parameters say the rest in words ("60 stable, 30 decay").
    private static LearningRateSchedule ScheduleOf(ComponentCase reference, string name)
    {
        int total = (int)reference.Number("total", 0);
        double[] inName = Numbers(name), wsd = Numbers(reference.Text("wsd")), polynomial = Numbers(reference.Text("polynomial"));
        double minimum = name.Contains("_min_", StringComparison.Ordinal) ? inName[^1] : 0;
        return name switch
        {
            "constant_with_warmup" => new LearningRateSchedule.Constant(),
            "linear" => new LearningRateSchedule.Linear(total),
            "inverse_sqrt" => new LearningRateSchedule.InverseSquareRoot(),
            _ when name.StartsWith("cosine_restarts_", StringComparison.Ordinal) => new LearningRateSchedule.CosineRestarts(total, (int)inName[0]),
            _ when name.StartsWith("cosine", StringComparison.Ordinal) => new LearningRateSchedule.Cosine(total, minimum),
            _ when name.StartsWith("polynomial_", StringComparison.Ordinal) => new LearningRateSchedule.Polynomial(total, inName[0], polynomial[1]),
            _ when name.StartsWith("wsd_cosine", StringComparison.Ordinal) => Wsd(DecayShape.Cosine),
            _ when name.StartsWith("wsd_linear", StringComparison.Ordinal) => Wsd(DecayShape.Linear),
            _ when name.StartsWith("wsd_1-sqrt", StringComparison.Ordinal) => Wsd(DecayShape.OneMinusSquareRoot),
            _ => throw new InvalidDataException($"{reference.Name}: the schedule '{name}' is not known."),
        };

        LearningRateSchedule Wsd(DecayShape shape) => new LearningRateSchedule.WarmupStableDecay((int)wsd[0], (int)wsd[1], shape, minimum);
    }

    private static double[] Numbers(string? text) =>
        [.. Number().Matches(text ?? "").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Number();
}
