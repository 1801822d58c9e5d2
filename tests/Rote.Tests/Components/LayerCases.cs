using Rote.Layers;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Components;

internal static class LayerCases
{
    private static readonly Dictionary<string, (Activation Activation, bool Gated)> FeedForwards = new()
    {
        ["ffn_relu"] = (Activation.Relu, false),
        ["ffn_gelu_erf"] = (Activation.Gelu, false),
        ["ffn_gelu_tanh"] = (Activation.GeluTanh, false),
        ["ffn_silu"] = (Activation.Silu, false),
        ["ffn_glu"] = (Activation.Sigmoid, true),
        ["ffn_reglu"] = (Activation.Relu, true),
        ["ffn_geglu"] = (Activation.Gelu, true),
        ["ffn_geglu_tanh"] = (Activation.GeluTanh, true),
        ["ffn_swiglu"] = (Activation.Silu, true),
    };

    public static void Norm(ComponentCase reference)
    {
        double epsilon = reference.Number("eps", double.NaN);
        NormSpec spec = reference.Name.StartsWith("rms", StringComparison.Ordinal)
            ? new NormSpec.RootMeanSquare(epsilon)
            : new NormSpec.Layer(epsilon, reference.HasParameter("bias"));
        using var norm = new Norm((int)reference.In("x").size(-1), spec);
        var gradients = MultiHeadCases.Fill(norm, reference, name => [name]);
        reference.Check(new Dictionary<string, Tensor> { ["y"] = norm.call(reference.In("x")) }, gradients);
    }

    public static void Activate(ComponentCase reference)
    {
        var activation = Enum.Parse<Activation>(reference.Name["activation_".Length..].Replace("_erf", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        reference.Check(new Dictionary<string, Tensor> { ["y"] = activation.Apply(reference.In("x")) });
    }

    public static void FeedForward(ComponentCase reference)
    {
        var (activation, gated) = FeedForwards[reference.Name];
        var spec = new FeedForwardSpec
        {
            Width = (int)reference.Parameter("up.weight").size(0),
            Activation = activation,
            Gated = gated,
            Bias = reference.HasParameter("up.bias"),
        };
        using var network = new FeedForward((int)reference.In("x").size(-1), spec);
        var gradients = MultiHeadCases.Fill(network, reference, name => [name]);
        reference.Check(new Dictionary<string, Tensor> { ["y"] = network.call(reference.In("x")) }, gradients);
    }

    public static void Sublayer(ComponentCase reference)
    {
        bool sandwich = reference.Name == "sandwich_norm";
        var spec = new BlockSpec
        {
            FeedForward = new FeedForwardSpec { Width = (int)reference.Parameter("linear1.weight").size(0), Activation = Activation.Gelu },
            Norm = new NormSpec.Layer(reference.Number("eps", 1e-5)),
            NormPlacement = sandwich ? NormPlacement.Sandwich : NormPlacement.Pre,
            Residual = sandwich ? new ResidualSpec.On()
                : reference.Name == "residual_off" ? new ResidualSpec.Off() : new ResidualSpec.Scaled(reference.Number("c", double.NaN)),
        };
        using var block = new Block((int)reference.In("x").size(-1), spec);
        var gradients = MultiHeadCases.Fill(block, reference, name =>
        [
            name.Replace("norm_in", "feed_forward_norm", StringComparison.Ordinal)
                .Replace("norm_out", "feed_forward_out_norm", StringComparison.Ordinal)
                .Replace("linear1", "feed_forward.up", StringComparison.Ordinal)
                .Replace("linear2", "feed_forward.down", StringComparison.Ordinal),
        ]);
        reference.Check(new Dictionary<string, Tensor> { ["y"] = block.Pass(reference.In("x"), new BlockInputs()) }, gradients);
    }
}
