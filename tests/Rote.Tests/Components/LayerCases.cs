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

    private static readonly Dictionary<string, Activation> Activations = new()
    {
        ["activation_relu"] = Activation.Relu,
        ["activation_gelu_erf"] = Activation.Gelu,
        ["activation_gelu_tanh"] = Activation.GeluTanh,
        ["activation_silu"] = Activation.Silu,
        ["activation_sigmoid"] = Activation.Sigmoid,
        ["activation_tanh"] = Activation.Tanh,
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

    public static void Activate(ComponentCase reference) =>
        reference.Check(new Dictionary<string, Tensor> { ["y"] = reference.Kind(Activations).Apply(reference.In("x")) });

    public static void FeedForward(ComponentCase reference)
    {
        var (activation, gated) = reference.Kind(FeedForwards);
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
        bool sandwich = reference.Name.StartsWith("sandwich_norm", StringComparison.Ordinal);
        var spec = new BlockSpec
        {
            FeedForward = new FeedForwardSpec { Width = (int)reference.Parameter("linear1.weight").size(0), Activation = Activation.Gelu },
            Norm = new NormSpec.Layer(reference.Number("eps", 1e-5)),
            NormPlacement = sandwich ? NormPlacement.Sandwich : NormPlacement.Pre,
            Residual = sandwich ? new ResidualSpec.On()
                : reference.Name.StartsWith("residual_off", StringComparison.Ordinal) ? new ResidualSpec.Off() : new ResidualSpec.Scaled(reference.Number("c", double.NaN)),
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
