using Rote.Attention;
using Rote.Layers;
using Rote.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Components;

internal static class MultiHeadCases
{
    private static readonly Dictionary<string, string> Names = new() { ["q_proj"] = "query", ["k_proj"] = "key", ["v_proj"] = "value", ["out_proj"] = "output" };

    public static void Run(ComponentCase reference)
    {
        int width = (int)reference.In("x").size(-1), heads = (int)reference.Number("heads", 1);
        int headWidth = (int)reference.Parameter("q_proj.weight").size(0) / heads;
        var spec = new AttentionSpec
        {
            Heads = heads,
            HeadWidth = headWidth,
            KeyValueHeads = (int)reference.Parameter("v_proj.weight").size(0) / headWidth,
            TiedQueryKey = !reference.HasParameter("k_proj.weight"),
            Bias = reference.HasParameter("q_proj.bias"),
            OutputBias = reference.HasParameter("out_proj.bias"),
            SourceWidth = (int)reference.Parameter("v_proj.weight").size(1),
        };
        using var module = new MultiHeadAttention(width, spec);
        var gradients = Fill(module, reference, key => [$"{Names[key.Split('.')[0]]}.{key.Split('.')[1]}"]);
        var mask = reference.HasConstant("keep") ? AttentionMask.Custom(reference.Constant("keep")) : AttentionMask.All;
        Tensor? source = reference.HasIn("memory") ? reference.In("memory") : null;
        Tensor? weights = null;
        var y = module.Attend(reference.In("x"), source, mask, hook: reference.Records("weights") ? AttentionHook.See(AttentionSite.Weights, w => weights = w.alias().DetachFromDisposeScope()) : null);
        var outputs = new Dictionary<string, Tensor> { ["y"] = y };
        if (weights is not null)
            outputs["weights"] = weights;
        reference.Check(outputs, gradients);
    }

    /// <summary>Puts the case's parameters into a module and says where their gradients will be; one of theirs may be several of ours, stacked.</summary>
    public static Dictionary<string, Func<Tensor?>> Fill(nn.Module module, ComponentCase reference, Func<string, string[]> namesOf)
    {
        var gradients = new Dictionary<string, Func<Tensor?>>();
        module.to(reference.ParameterNames.Select(name => reference.Parameter(name).dtype).First());
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        var filled = new HashSet<string>();
        using (no_grad())
        {
            foreach (string name in reference.ParameterNames)
            {
                string[] own = namesOf(name);
                Assert.All(own, key => Assert.Contains(key, parameters.Keys));
                var parts = reference.Parameter(name).chunk(own.Length);
                foreach (var (key, part) in own.Zip(parts))
                {
                    Assert.Equal(parameters[key].shape, part.shape);
                    parameters[key].copy_(part);
                    filled.Add(key);
                }
                gradients[name] = () => own.Length == 1 ? parameters[own[0]].grad : cat([.. own.Select(key => parameters[key].grad!)]);
            }
        }
        Assert.Equal(parameters.Keys.Order(), filled.Order());
        return gradients;
    }
}
