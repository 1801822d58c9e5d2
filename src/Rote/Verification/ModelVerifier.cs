using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rote.Attention;
using Rote.Checkpoints;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>Compares a model with what another implementation recorded of it, tensor by tensor.</summary>
/// <remarks>
/// The case is the model's own directory with two more files: <c>case.json</c> (tolerance, runs of generation) and <c>expected.safetensors</c> (inputs and
/// outputs). States and scores are compared where the attention mask is 1, maps at those query rows.
/// </remarks>
public static partial class ModelVerifier
{
    private static readonly HashSet<string> Inputs = new(StringComparer.Ordinal)
    {
        "input_ids", "attention_mask", "token_type_ids", "decoder_input_ids", "decoder_attention_mask", "labels", "next_sentence_label", "start_positions",
        "end_positions", "global_attention_mask", "pixel_values", "encoder_hidden_states", "encoder_attention_mask", "position_ids", "left.input_ids",
        "left.attention_mask", "left.position_ids", "prompt.left.input_ids", "prompt.left.attention_mask", "prompt.right.input_ids", "prompt.right.attention_mask",
    };

    /// <summary>Loads a model, runs the recorded inputs, and compares every recorded output.</summary>
    /// <param name="directory">A model directory in Hugging Face's layout with case.json and expected.safetensors.</param>
    /// <param name="cancellation">Ends the work between two passes or tokens.</param>
    /// <returns>The report; whatever is recorded has an entry.</returns>
    /// <exception cref="CheckpointException">A file is missing or damaged, the model is of an unknown kind, or the recorded inputs cannot be run.</exception>
    public static VerificationReport Verify(string directory, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        using var scope = NewDisposeScope();
        using var reference = ReferenceCase.Open(directory);
        var (model, config) = HuggingFaceDirectory.Load(directory, reference.Class);
        using var owned = model;
        var map = ModelFamily.Of(config).Weights(model.Spec);
        var inputs = new ReferenceInputs(reference, model.Spec);
        var checks = new CheckList(reference);
        var generationConfig = HuggingFaceDirectory.GenerationConfig(directory);
        GenerationSettings Settings(JsonElement arguments) => new(config, generationConfig, arguments);
        try
        {
            var loss = Pass(model, config, inputs, checks, Settings(default).DecoderStartId);
            cancellation.ThrowIfCancellationRequested();
            GradientChecks.Run(reference, checks, model, map, loss);
            cancellation.ThrowIfCancellationRequested();
            using var gradients = no_grad();
            new GenerationChecks(model, inputs, checks, Settings).Run(reference.Generation, cancellation);
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException or ExternalException)
        {
            throw new CheckpointException($"'{directory}': the inputs of the reference case cannot be run: {wrong.Message}", wrong);
        }
        EnterRest(reference, inputs, checks);
        return new VerificationReport(directory, checks.Checks);
    }

    private static Tensor? Pass(Transformer model, JsonElement config, ReferenceInputs inputs, CheckList checks, int? startId)
    {
        var spec = model.Spec;
        bool both = spec.Encoder is not null && spec.Decoder is not null;
        Tensor? memory = null, hidden = null, memoryKeep = null, keep = null;
        if (spec.Encoder is { } encoder && inputs.Ids("input_ids", encoder, spec.VocabularySize) is { } ids)
        {
            keep = memoryKeep = inputs.Keep("attention_mask", ids);
            using var capture = new StackCapture();
            hidden = memory = model.Encode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(keep), TokenTypes = inputs.TokenTypes(encoder, ids), Capture = capture });
            StateChecks.Run(checks, both ? "encoder_" : "", capture, keep);
            if (both)
                checks.Compare("encoder_last_hidden_state", CheckKind.HiddenState, memory, keep);
        }
        if (spec.Decoder is { } decoder)
        {
            hidden = null;
            string prefix = both ? "decoder_" : "";
            if (inputs.Ids($"{prefix}input_ids", decoder, model.OutputVocabularySize) is { } read && (memory is not null || !both))
            {
                keep = inputs.Keep($"{prefix}attention_mask", read);
                using var capture = new StackCapture();
                hidden = model.Decode(read, new StackInputs
                {
                    Mask = AttentionMask.KeyPadding(keep),
                    TokenTypes = both ? null : inputs.TokenTypes(decoder, read),
                    Memory = memory,
                    MemoryMask = memoryKeep is null ? AttentionMask.All : AttentionMask.KeyPadding(memoryKeep),
                    Capture = capture,
                });
                StateChecks.Run(checks, prefix, capture, keep);
            }
        }
        string? problem = config.TryGetProperty("problem_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        var loss = hidden is null ? null : new HeadChecks(model, problem, inputs, checks).Run(hidden, keep!);
        using var gradients = no_grad();
        if (both && memory is not null)
            PaddedChecks.Step(model, checks, memory, memoryKeep!, startId);
        else if (spec.Decoder is not null)
            PaddedChecks.Decoder(model, inputs, checks);
        return loss;
    }

    // Nothing that is recorded is passed over in silence.
    private static void EnterRest(ReferenceCase reference, ReferenceInputs inputs, CheckList checks)
    {
        foreach (string name in reference.Names.Where(name => !checks.Has(name)))
        {
            if (Inputs.Contains(name) || inputs.Fed.Contains(name))
                checks.NotChecked(name, CheckKind.Input, inputs.Fed.Contains(name) ? "an input, given to the model" : "an input that nothing here asks for");
            else if (name.StartsWith("processed.", StringComparison.Ordinal))
                checks.NotChecked(name, CheckKind.Processor, "processors of scores are not built yet");
            else if (name == "loss")
                checks.NotChecked(name, CheckKind.Loss, "the case has no labels to compute it from");
            else if (OfLayer().IsMatch(name))
                checks.Enter(name, name.Contains("attentions", StringComparison.Ordinal) ? CheckKind.AttentionMap : CheckKind.HiddenState, "the model computes no such output");
            else
                checks.NotChecked(name, CheckKind.Unknown, "the model computes no output of that name");
        }
        foreach (string name in reference.Described.Where(name => !reference.Has(name)))
            checks.Enter(name, CheckKind.Unknown, "case.json describes it, and expected.safetensors has no such tensor");
        for (int i = 0; i < reference.Processors.Count; i++)
            checks.NotChecked($"processors[{i}]", CheckKind.Processor, "processors of scores are not built yet");
    }

    [GeneratedRegex(@"^(encoder_|decoder_|cross_)?(hidden_states|attentions)\.\d+$")]
    private static partial Regex OfLayer();
}
