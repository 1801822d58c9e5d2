using System.Text.Json;
using System.Text.RegularExpressions;
using Rote.Checkpoints;
using Rote.Testing;

namespace Rote.Cli.Tests;

[Trait("Category", "Golden")]
public class InspectVerb
{
    public static TheoryData<string> Cases() => [.. GoldenFolder.Cases("models"), .. GoldenFolder.Cases("checkpoints")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Numbers_are_those_of_the_checkpoint_counted_once(string name)
    {
        string folder = GoldenFolder.CaseOf(name);
        if (NotBuiltYet.PartOf(folder) is { } missing)
            Assert.Skip($"not built yet: {missing}");
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        string type = config.RootElement.GetProperty("model_type").GetString()!;
        var family = ModelFamily.Known[type];

        var run = CliRun.Of("inspect", folder, "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(type, root.GetProperty("family").GetString());
        Assert.Equal(config.RootElement.GetProperty("vocab_size").GetInt32(), root.GetProperty("vocabularySize").GetInt32());

        using var scope = TorchSharp.torch.NewDisposeScope();
        var stored = Directory.GetFiles(folder, "model*.safetensors").SelectMany(GoldenTensors.Read).ToArray();
        // Buffers and second copies of a tied tensor have no rule.
        var map = family.Weights(family.ToSpec(config.RootElement));
        bool HasRule(string key) => new[] { key, map.Prefix + key, key.StartsWith(map.Prefix, StringComparison.Ordinal) ? key[map.Prefix.Length..] : key }
            .SelectMany(name => map.Spellings.Select(pair => name.EndsWith(pair.Then, StringComparison.Ordinal) ? name[..^pair.Then.Length] + pair.Now : name).Append(name))
            .Any(name => map.RuleFor(name) is not null);
        long once = stored.Where(pair => HasRule(pair.Key)).Sum(pair => pair.Value.numel());
        long parameters = root.GetProperty("parameters").GetInt64(), buffers = root.GetProperty("buffers").GetInt64();
        Assert.Equal(once, parameters + buffers);
        Assert.Equal(stored.Where(pair => pair.Key == "final_logits_bias" && map.RuleFor(pair.Key) is not null).Sum(pair => pair.Value.numel()), buffers);
        Assert.Equal(parameters, root.GetProperty("parametersByRole").EnumerateObject().Sum(role => role.Value.GetInt64()));
        Assert.Equal(stored.Sum(pair => pair.Value.numel() * pair.Value.ElementSize), root.GetProperty("storedBytes").EnumerateObject().Sum(kind => kind.Value.GetInt64()));
        Assert.True(root.GetProperty("cost").GetProperty("flopsPerToken").GetInt64() > 0);
    }

    [Fact]
    public void Tree_folds_equal_blocks_and_marks_the_tied_head()
    {
        var run = CliRun.Of("inspect", CliRun.Model("gpt2"));
        Assert.Equal((0, ""), (run.Code, run.Error));
        const string expected = """
            Architecture
              module                         parameters   shapes
            ──────────────────────────────────────────────────────────────────────────────
              model                              15,026
              ├─ tokens                           2,828   [101, 28], shared by decoder and head
              ├─ decoder                         12,198
              │  ├─ positions                     1,148   [41, 28]
              │  ├─ blocks 0–1 ×2                10,994   5,497 each
              │  │  ├─ self_attention             3,248
              │  │  │  ├─ query                     812   [28, 28] + [28]
              │  │  │  ├─ key                       812   [28, 28] + [28]
              │  │  │  ├─ value                     812   [28, 28] + [28]
              │  │  │  └─ output                    812   [28, 28] + [28]
              │  │  ├─ self_attention_norm           56   [28] + [28]
              │  │  ├─ feed_forward               2,137
              │  │  │  ├─ up                      1,073   [37, 28] + [37]
              │  │  │  └─ down                    1,064   [28, 37] + [28]
              │  │  └─ feed_forward_norm             56   [28] + [28]
              │  └─ final_norm                       56   [28] + [28]
              └─ head                                 0
                 └─ output                                tied to tokens
            """;
        Assert.Contains(Rules().Replace(expected, "──"), Rules().Replace(run.Output, "──"), StringComparison.Ordinal);
    }

    [Fact]
    public void Length_and_batch_change_the_cost_only()
    {
        JsonElement Cost(params string[] more)
        {
            using var json = JsonDocument.Parse(CliRun.Of(["inspect", CliRun.Model("t5"), "--json", .. more]).Output);
            return json.RootElement.GetProperty("cost").Clone();
        }
        var usual = Cost();
        Assert.Equal(128, usual.GetProperty("length").GetInt32());
        Assert.Equal(8, usual.GetProperty("batch").GetInt32());
        var other = Cost("--length", "256", "--batch", "16");
        Assert.Equal(2 * usual.GetProperty("perToken")[0].GetProperty("attention").GetInt64(), other.GetProperty("perToken")[0].GetProperty("attention").GetInt64());
        Assert.Equal(usual.GetProperty("perToken")[0].GetProperty("projections").GetInt64(), other.GetProperty("perToken")[0].GetProperty("projections").GetInt64());
        Assert.True(other.GetProperty("activationBytes").GetDouble() > 4 * usual.GetProperty("activationBytes").GetDouble());
    }

    // The width of the rule is the table's, not the tree's
    private static Regex Rules() => new("──+");
}
