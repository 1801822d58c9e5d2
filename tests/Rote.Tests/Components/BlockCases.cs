using System.Globalization;
using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using Rote.Testing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Tests.Components;

internal static class BlockCases
{
    public static void Layer(ComponentCase reference)
    {
        bool decoder = reference.HasIn("memory");
        using var block = new Block((int)reference.In("x").size(-1), Spec(reference, decoder));
        var gradients = MultiHeadCases.Fill(block, reference, name => OwnNames(name, decoder));
        var keep = reference.Constant("keep");
        var inputs = new BlockInputs
        {
            Mask = keep.dim() == 2 ? AttentionMask.KeyPadding(keep) : AttentionMask.Custom(keep),
            Memory = decoder ? reference.In("memory") : null,
            MemoryMask = decoder ? AttentionMask.KeyPadding(reference.Constant("memory_keep")) : AttentionMask.All,
        };
        reference.Check(new Dictionary<string, Tensor> { ["y"] = block.Pass(reference.In("x"), inputs) }, gradients);
    }

    public static void Whole(ComponentCase reference)
    {
        var norm = new NormSpec.Layer(reference.Number("eps", double.NaN));
        StackSpec Stack(bool decoder) => new()
        {
            Layers = int.Parse(reference.Text("layers")!.Split('+')[decoder ? 1 : 0], CultureInfo.InvariantCulture),
            Block = Spec(reference, decoder),
            Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = true },
            Positions = new PositionSpec.Sinusoidal(),
            FinalNorm = norm,
            Causal = decoder,
        };
        var source = reference.Parameter("source.weight");
        using var model = new Transformer(new TransformerSpec
        {
            VocabularySize = (int)source.size(0),
            DecoderVocabularySize = (int)reference.Parameter("target.weight").size(0),
            Width = (int)source.size(1),
            Encoder = Stack(false),
            Decoder = Stack(true),
            Head = new HeadSpec.LanguageModel(Tied: false, Bias: true),
        });
        var gradients = MultiHeadCases.Fill(model, reference, name => name switch
        {
            "source.weight" => ["tokens.weight"],
            "target.weight" => ["decoder_tokens.weight"],
            "generator.weight" => ["head.output.weight"],
            "generator.bias" => ["head.bias"],
            _ when name.Contains(".layers.", StringComparison.Ordinal) && name.Split('.', 4) is [var stack, _, var layer, var rest] =>
                [.. OwnNames(rest, stack == "decoder").Select(own => $"{stack}.blocks.{layer}.{own}")],
            _ => [name.Replace(".norm.", ".final_norm.", StringComparison.Ordinal)],
        });
        var sourceKeep = AttentionMask.KeyPadding(reference.Constant("source_keep"));
        var labels = reference.Constant("labels");
        var memory = model.Encode(reference.Constant("source_ids"), new StackInputs { Mask = sourceKeep });
        var hidden = model.Decode(reference.Constant("target_ids"), new StackInputs
        {
            Mask = AttentionMask.Custom(reference.Constant("target_keep")),
            Memory = memory,
            MemoryMask = sourceKeep,
        });
        var logits = model.Scores(hidden) * labels.ne(-100).unsqueeze(-1);
        var loss = functional.cross_entropy(logits.transpose(1, 2), labels, ignore_index: -100);
        reference.Check(new Dictionary<string, Tensor> { ["logits"] = logits, ["loss"] = loss }, gradients);
    }

    private static BlockSpec Spec(ComponentCase reference, bool decoder)
    {
        var attention = new AttentionSpec { Heads = (int)reference.Number("heads", 0) };
        return new BlockSpec
        {
            SelfAttention = attention,
            CrossAttention = decoder ? attention : null,
            FeedForward = new FeedForwardSpec
            {
                Width = (int)reference.Number("ff", 0),
                Activation = reference.Text("activation") switch
                {
                    "relu" => Activation.Relu,
                    "gelu" or "gelu_erf" => Activation.Gelu,
                    "gelu_tanh" => Activation.GeluTanh,
                    "silu" => Activation.Silu,
                    var other => throw new InvalidDataException($"{reference.Name}: the activation '{other}' is not known."),
                },
            },
            Norm = new NormSpec.Layer(reference.Number("eps", double.NaN)),
            NormPlacement = reference.Name.Contains("_pre", StringComparison.Ordinal) ? NormPlacement.Pre : NormPlacement.Post,
        };
    }

    // torch.nn's names; its in_proj stacks query, key and value
    private static string[] OwnNames(string name, bool decoder)
    {
        string[] parts = name.Split('.');
        string attention = parts[0] == "self_attn" ? "self_attention" : "cross_attention";
        string kind = name.EndsWith("weight", StringComparison.Ordinal) ? "weight" : "bias";
        return parts[0] switch
        {
            "self_attn" or "multihead_attn" when parts[1].StartsWith("in_proj", StringComparison.Ordinal) =>
                [$"{attention}.query.{kind}", $"{attention}.key.{kind}", $"{attention}.value.{kind}"],
            "self_attn" or "multihead_attn" => [$"{attention}.output.{kind}"],
            "linear1" => [$"feed_forward.up.{kind}"],
            "linear2" => [$"feed_forward.down.{kind}"],
            "norm1" => [$"self_attention_norm.{kind}"],
            "norm2" => [decoder ? $"cross_attention_norm.{kind}" : $"feed_forward_norm.{kind}"],
            "norm3" => [$"feed_forward_norm.{kind}"],
            _ => throw new InvalidOperationException($"Unknown parameter '{name}'."),
        };
    }
}
