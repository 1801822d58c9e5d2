using System.Text.Json;
using Rote.Attention;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Testing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Tests.Models;

/// <summary>Every reference model of a family that exists: hidden states, maps, scores, loss, gradients.</summary>
[Trait("Category", "Golden")]
public class ModelGoldens
{
    // The families of the reference models that are not built yet; the table only shrinks.
    private static readonly string[] NotYet =
    [
        "albert", "bart", "big_bird", "bloom", "deit", "distilbert", "electra", "gemma", "gemma2", "gpt_neox", "longformer", "m2m_100", "mistral", "mixtral",
        "modernbert", "mpnet", "olmo2", "opt", "pegasus", "phi", "phi3", "qwen2", "qwen3", "roberta", "vit",
    ];

    public static TheoryData<string> Cases()
    {
        var rows = new TheoryData<string>();
        foreach (string part in new[] { "models", "checkpoints" })
        {
            foreach (string folder in Directory.GetDirectories(GoldenFolder.Of(part)).Where(folder => File.Exists(Path.Combine(folder, "config.json"))).Order(StringComparer.Ordinal))
                rows.Add($"{part}/{Path.GetFileName(folder)}");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_equals_reference(string name)
    {
        string folder = Path.Combine(GoldenFolder.Root, name);
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        string type = config.RootElement.GetProperty("model_type").GetString()!;
        if (NotYet.Contains(type))
            Assert.Skip($"not built yet: the family {type}");
        if (!Directory.EnumerateFiles(folder, "*.safetensors").Any(file => Path.GetFileName(file).StartsWith("model", StringComparison.Ordinal)))
            Assert.Skip("not built yet: the reader of pytorch_model.bin");

        using var scope = NewDisposeScope();
        var (model, loaded) = HuggingFaceDirectory.Load(folder);
        using var owned = model;
        var map = ModelFamily.Of(loaded).Weights(model.Spec);
        var reference = new ModelReference(name, GoldenTensors.Read(Path.Combine(folder, "expected.safetensors")), map, model);
        reference.Check();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Saved_and_reloaded_model_is_the_same(string name)
    {
        string folder = Path.Combine(GoldenFolder.Root, name), copy = Path.Combine(Path.GetTempPath(), $"rote-{Guid.NewGuid():N}");
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        if (NotYet.Contains(config.RootElement.GetProperty("model_type").GetString()) || File.Exists(Path.Combine(folder, "pytorch_model.bin")))
            Assert.Skip("not built yet: the family, or the reader of pytorch_model.bin");
        try
        {
            using var scope = NewDisposeScope();
            var (model, loaded) = HuggingFaceDirectory.Load(folder);
            using var owned = model;
            HuggingFaceDirectory.Save(copy, model, loaded);
            var (again, _) = HuggingFaceDirectory.Load(copy);
            using var ownedAgain = again;
            Assert.Equal(model.Spec, again.Spec);
            var first = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
            Assert.All(again.named_parameters(), pair => Assert.True(first[pair.name].equal(pair.parameter).all().item<bool>(), pair.name));

            using var original = CheckpointWeights.Open(folder);
            using var saved = CheckpointWeights.Open(copy);
            foreach (string key in saved.Names.Where(original.Names.Contains))
            {
                Assert.Equal(original.Read(key).shape, saved.Read(key).shape);
                Assert.True(original.Read(key).to(float32).equal(saved.Read(key)).all().item<bool>(), key);
            }
        }
        finally
        {
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
        }
    }

    private sealed class ModelReference(string name, Dictionary<string, Tensor> expected, WeightMap map, Transformer model)
    {
        private const double Tolerance = 1e-5; // models/README.md; the largest gradient decides for gradients
        private int _compared;

        public void Check()
        {
            var ids = expected["input_ids"];
            var keep = Keep("attention_mask", ids);
            Tensor? memory = null;
            if (model.Spec.Encoder is not null)
            {
                using var capture = new StackCapture();
                memory = model.Encode(ids, new StackInputs
                {
                    Mask = AttentionMask.KeyPadding(keep),
                    TokenTypes = expected.GetValueOrDefault("token_type_ids"),
                    Capture = capture,
                });
                string prefix = model.Spec.Decoder is null ? "" : "encoder_";
                States(prefix, capture, keep);
                if (model.Spec.Decoder is not null && expected.TryGetValue("encoder_last_hidden_state", out var last))
                    Compare("encoder_last_hidden_state", last, memory, keep);
            }
            var hidden = memory;
            if (model.Spec.Decoder is not null)
            {
                bool both = memory is not null;
                var decoderIds = both ? expected["decoder_input_ids"] : ids;
                var decoderKeep = both ? Keep("decoder_attention_mask", decoderIds) : keep;
                using var capture = new StackCapture();
                hidden = model.Decode(decoderIds, new StackInputs
                {
                    Mask = AttentionMask.KeyPadding(decoderKeep),
                    Memory = memory,
                    MemoryMask = both ? AttentionMask.KeyPadding(keep) : AttentionMask.All,
                    Capture = capture,
                });
                States(both ? "decoder_" : "", capture, decoderKeep);
                keep = decoderKeep;
            }
            Heads(hidden!, keep);
            LeftPadded();
            Assert.True(_compared > 0, $"{name}: nothing was compared.");
        }

        private void Heads(Tensor hidden, Tensor keep)
        {
            if (expected.TryGetValue("last_hidden_state", out var last))
                Compare("last_hidden_state", last, hidden, keep);
            Tensor? pooled = model.Head.HasPooler ? model.Head.Pool(hidden) : null;
            if (pooled is not null && expected.TryGetValue("pooler_output", out var pooler))
                Compare("pooler_output", pooler, pooled, null);
            Tensor? loss = null;
            var labels = expected.GetValueOrDefault("labels");
            switch (model.Spec.Head)
            {
                case HeadSpec.None:
                    loss = (hidden * keep.unsqueeze(-1)).square().mean();
                    if (pooled is not null)
                        loss = loss + pooled.mean();
                    break;
                case HeadSpec.Classifier { Span: true }:
                    var ends = model.Scores(hidden); // [B, T, 2]
                    Compare("start_logits", expected["start_logits"], ends.select(-1, 0), keep);
                    Compare("end_logits", expected["end_logits"], ends.select(-1, 1), keep);
                    loss = (functional.cross_entropy(ends.select(-1, 0), expected["start_positions"]) + functional.cross_entropy(ends.select(-1, 1), expected["end_positions"])) / 2;
                    break;
                case HeadSpec.Classifier classifier:
                    var classes = model.Scores(hidden);
                    Compare("logits", expected["logits"], classes, classifier.PerToken ? keep : null);
                    loss = functional.cross_entropy(classifier.PerToken ? classes.transpose(1, 2) : classes, labels!, ignore_index: -100);
                    break;
                default:
                    var scores = model.Scores(hidden);
                    string key = expected.ContainsKey("prediction_logits") ? "prediction_logits" : "logits";
                    Compare(key, expected[key], scores, keep);
                    if (labels is null)
                        break;
                    bool shifted = model.Spec.Encoder is null;
                    long length = scores.size(1);
                    loss = shifted
                        ? functional.cross_entropy(scores.narrow(1, 0, length - 1).transpose(1, 2), labels.narrow(1, 1, length - 1), ignore_index: -100)
                        : functional.cross_entropy(scores.transpose(1, 2), labels, ignore_index: -100);
                    if (model.Spec.Head.RelationLabels > 0)
                    {
                        var relation = model.Head.Relate(pooled!);
                        Compare("seq_relationship_logits", expected["seq_relationship_logits"], relation, null);
                        loss = loss + functional.cross_entropy(relation, expected["next_sentence_label"]);
                    }
                    break;
            }
            if (expected.TryGetValue("loss", out var expectedLoss))
            {
                Compare("loss", expectedLoss, loss!, null);
                Gradients(loss!);
            }
        }

        private void Gradients(Tensor loss)
        {
            if (!expected.TryGetValue("grad_norm", out var expectedNorm))
                return;
            loss.backward();
            var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
            foreach (string key in expected.Keys.Where(key => key.StartsWith("grad.", StringComparison.Ordinal)))
            {
                var rule = map.RuleFor(key[5..]);
                Assert.True(rule is not null, $"{name}: no weight is called '{key[5..]}'.");
                var gradient = rule!.Ours.Count == 1 ? parameters[rule.Ours[0]].grad! : cat([.. rule.Ours.Select(own => parameters[own].grad!)]);
                Compare(key, expected[key], rule.Transposed ? gradient.t() : gradient, null);
            }
            var norm = stack([.. parameters.Values.Where(parameter => parameter.grad is not null).Select(parameter => parameter.grad!.norm())]).norm();
            Compare("grad_norm", expectedNorm, norm, null);
        }

        // The same rows padded on the left, with the positions that generation gives them
        private void LeftPadded()
        {
            if (!expected.TryGetValue("left.input_ids", out var ids))
                return;
            var keep = Keep("left.attention_mask", ids);
            var hidden = model.Decode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(keep), Positions = expected["left.position_ids"] });
            Compare("left.logits", expected["left.logits"], model.Scores(hidden), keep);
        }

        private void States(string prefix, StackCapture capture, Tensor keep)
        {
            for (int layer = 0; layer < capture.HiddenStates.Count; layer++)
            {
                if (expected.TryGetValue($"{prefix}hidden_states.{layer}", out var state))
                    Compare($"{prefix}hidden_states.{layer}", state, capture.HiddenStates[layer], keep);
            }
            for (int layer = 0; layer < capture.Blocks.Count; layer++)
            {
                if (expected.TryGetValue($"{prefix}attentions.{layer}", out var self))
                    Compare($"{prefix}attentions.{layer}", self.transpose(1, 2), capture.Blocks[layer].SelfAttention!.transpose(1, 2), keep);
                if (prefix == "decoder_" && expected.TryGetValue($"cross_attentions.{layer}", out var cross))
                    Compare($"cross_attentions.{layer}", cross.transpose(1, 2), capture.Blocks[layer].CrossAttention!.transpose(1, 2), keep);
            }
        }

        private Tensor Keep(string key, Tensor ids) => expected.TryGetValue(key, out var mask) ? mask.ne(0) : ones_like(ids, dtype: ScalarType.Bool);

        private void Compare(string key, Tensor wanted, Tensor actual, Tensor? keep)
        {
            Assert.True(wanted.shape.SequenceEqual(actual.shape), $"{name}: '{key}' has shape [{string.Join(", ", actual.shape)}]; expected [{string.Join(", ", wanted.shape)}].");
            var difference = (wanted.to(float64) - actual.detach().to(float64)).abs();
            if (keep is not null)
            {
                while (keep.dim() < difference.dim())
                    keep = keep.unsqueeze(-1);
                difference = difference.masked_fill(keep.logical_not(), 0);
            }
            double tolerance = key.StartsWith("grad", StringComparison.Ordinal) ? Tolerance * Math.Max(1, wanted.abs().max().item<float>()) : Tolerance;
            double error = difference.max().item<double>();
            Assert.True(error <= tolerance, $"{name}: '{key}' is off by {error:G3}; tolerance {tolerance:G3}.");
            _compared++;
        }
    }
}
