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
public class TrainingComponentGoldens
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
        string[] names = ["w", "table", "b", "norm"];
        var parameters = names.Select(name => (Name: name, Parameter: nn.Parameter(reference.In(name).detach().clone()))).ToArray();
        double decay = reference.Number("weight_decay", 0);
        double[] betas = [.. reference.Parameters.TryGetProperty("betas", out var given) ? given.EnumerateArray().Select(beta => beta.GetDouble()) : [0.9, 0.999]];
        bool noam = reference.Name == "adam_noam";
        var groups = reference.Name == "adamw" ? ParameterGroup.DecayMatricesOnly(parameters, decay) : [new ParameterGroup(parameters, decay)];
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
        var parameters = new[] { "a", "b" }.Select(name =>
        {
            var gradient = reference.In(name).detach().clone();
            var parameter = new Parameter(zeros_like(gradient));
            parameter.grad = gradient;
            return parameter;
        }).ToArray();
        double norm = GradientClipping.ByNorm(parameters, reference.Number("limit", double.NaN));
        reference.Check(new Dictionary<string, Tensor>
        {
            ["a"] = parameters[0].grad!,
            ["b"] = parameters[1].grad!,
            ["norm"] = tensor(norm, dtype: ScalarType.Float64),
        });
    }

    private static void Schedule(ComponentCase reference)
    {
        long[] steps = reference.Constant("steps").data<long>().ToArray();
        Tensor Rates(Func<long, double> rate) => tensor(steps.Select(rate).ToArray());
        if (reference.Name == "schedule_noam")
        {
            reference.Check(new Dictionary<string, Tensor>
            {
                ["rates"] = Rates(step => LearningRateSchedule.Noam(step, (int)reference.Number("width", 0), (int)reference.Number("warmup", 0))),
            });
            return;
        }
        int warmup = (int)reference.Number("warmup", 0), total = (int)reference.Number("total", 0);
        var schedules = new Dictionary<string, LearningRateSchedule>
        {
            ["constant_with_warmup"] = new LearningRateSchedule.Constant(),
            ["linear"] = new LearningRateSchedule.Linear(total),
            ["cosine"] = new LearningRateSchedule.Cosine(total),
            ["cosine_min_0.1"] = new LearningRateSchedule.Cosine(total, 0.1),
            ["cosine_restarts_2"] = new LearningRateSchedule.CosineRestarts(total, 2),
            ["polynomial_2"] = new LearningRateSchedule.Polynomial(total, 2, 0.05),
            ["inverse_sqrt"] = new LearningRateSchedule.InverseSquareRoot(),
            ["wsd_cosine"] = new LearningRateSchedule.WarmupStableDecay(60, 30, DecayShape.Cosine),
            ["wsd_linear_min_0.1"] = new LearningRateSchedule.WarmupStableDecay(60, 30, DecayShape.Linear, 0.1),
            ["wsd_1-sqrt"] = new LearningRateSchedule.WarmupStableDecay(60, 30, DecayShape.OneMinusSquareRoot),
        };
        reference.Check(schedules.ToDictionary(pair => pair.Key, pair => Rates((pair.Value with { WarmupSteps = warmup }).Multiplier)));
    }
}
