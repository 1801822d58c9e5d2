using Rote.Layers;
using Rote.Positions;
using static TorchSharp.torch;
using ModuleExtensions = TorchSharp.ModuleExtensionMethods;

namespace Rote.Models;

/// <summary>What a model consists of: its modules with shapes and numbers of parameters. Equal blocks are folded, shared tables are counted once.</summary>
/// <param name="Root">The whole model.</param>
public sealed record ModelSummary(ModelSummaryPart Root)
{
    private const int BytesPerNumber = 4; // float32

    /// <summary>Trained numbers.</summary>
    public long Parameters => Root.Parameters;

    /// <summary>Saved numbers that are not trained.</summary>
    public long Buffers => Root.Buffers;

    /// <summary>Memory of the loaded model in float32, in bytes.</summary>
    public long WeightBytes => BytesPerNumber * (Parameters + Buffers);

    /// <summary>Memory that training takes beside activations, in bytes: weights, gradients, and Adam's two moments, all float32.</summary>
    public long TrainingBytes => WeightBytes + 3 * BytesPerNumber * Parameters;

    /// <summary>Describes a model.</summary>
    /// <param name="model">The model; only shapes are read.</param>
    /// <returns>The summary.</returns>
    public static ModelSummary Of(Transformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var root = Describe("model", model, ModelSummaryRole.Whole);
        return new ModelSummary(root with { Parts = [.. root.Parts.Select(part => Mark(part, model.Spec))] });
    }

    /// <summary>Makes a model that has shapes and no numbers: it takes next to no memory, can be summarised, and a weight map can be checked against it.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <returns>A model on libtorch's meta device; it computes nothing. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The spec is not valid; the message lists all violations.</exception>
    public static Transformer ShapesOnly(TransformerSpec spec)
    {
        // Each linear layer gives its memory back before the next is made; libtorch has not touched a page of it.
        var model = new Transformer(spec, (inputs, outputs, bias) => ModuleExtensions.to(new Linear(inputs, outputs, bias), META));
        return ModuleExtensions.to(model, META);
    }

    private static ModelSummaryPart Describe(string name, nn.Module module, ModelSummaryRole outer)
    {
        var role = outer != ModelSummaryRole.Whole ? outer : module switch
        {
            TokenTable or PositionScheme => ModelSummaryRole.Embeddings,
            MultiHeadAttention => ModelSummaryRole.Attention,
            FeedForward => ModelSummaryRole.FeedForward,
            Norm => ModelSummaryRole.Norms,
            Head => ModelSummaryRole.Head,
            _ => ModelSummaryRole.Whole,
        };
        return new ModelSummaryPart
        {
            Name = name,
            Module = module.GetName(),
            Role = role,
            Tensors =
            [
                .. module.named_parameters(recurse: false).Select(pair => new ModelSummaryTensor(pair.name, pair.parameter.shape, Trained: true)),
                .. module.named_buffers(recurse: false).Select(pair => new ModelSummaryTensor(pair.name, pair.buffer.shape, Trained: false)),
            ],
            Parts = [.. module.named_children().Where(child => child.module is not NoPositions).SelectMany(child => Children(child.name, child.module, role))],
        };
    }

    private static IEnumerable<ModelSummaryPart> Children(string name, nn.Module module, ModelSummaryRole role)
    {
        var part = Describe(name, module, role);
        return module is TorchSharp.Modules.ModuleList<Block> ? Fold(name, part.Parts) : [part];
    }

    private static IEnumerable<ModelSummaryPart> Fold(string name, IReadOnlyList<ModelSummaryPart> blocks)
    {
        for (int first = 0; first < blocks.Count;)
        {
            int end = first + 1;
            while (end < blocks.Count && blocks[first].IsLike(blocks[end]))
                end++;
            yield return blocks[first] with { Name = end - first == 1 ? $"{name} {first}" : $"{name} {first}–{end - 1}", Repeats = end - first };
            first = end;
        }
    }

    // A tied head has no table of its own, and two stacks may read one table: neither shows in the modules.
    private static ModelSummaryPart Mark(ModelSummaryPart part, TransformerSpec spec)
    {
        bool tied = spec.Head is HeadSpec.LanguageModel { Tied: true } or HeadSpec.MaskedLanguageModel { Tied: true };
        string table = spec.DecoderVocabularySize is null ? "tokens" : "decoder_tokens";
        if (part.Name == "head" && tied)
            return part with { Parts = [.. part.Parts, new() { Name = "output", Module = nameof(TokenTable), Role = ModelSummaryRole.Head, Note = $"tied to {table}" }] };
        string[] readers =
        [
            .. spec.Encoder is not null && part.Name == "tokens" ? ["encoder"] : Array.Empty<string>(),
            .. spec.Decoder is not null && part.Name == table ? ["decoder"] : Array.Empty<string>(),
            .. tied && part.Name == table ? ["head"] : Array.Empty<string>(),
        ];
        return readers.Length > 1 ? part with { Note = $"shared by {string.Join(", ", readers[..^1])} and {readers[^1]}" } : part;
    }
}
