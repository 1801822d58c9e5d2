using Rote.Attention;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>A cache changes the cost of reading and nothing else.</summary>
public class CacheTheorems
{
    // models/README.md: float32, at most 5e-6 of rounding
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Models => [.. TinyModels.Decoders, .. TinyModels.Translators];

    [Theory]
    [MemberData(nameof(Models))]
    public void Reading_token_by_token_equals_reading_at_once(string name)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        bool hasEncoder = model.Spec.Encoder is not null;
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(3, rows: 3, longest: 19, model.OutputVocabularySize), left: true);
        var memory = hasEncoder ? Encode(model) : (null, AttentionMask.All);
        var positions = (keep.to(ScalarType.Int64).cumsum(1) - 1).clamp(0);
        // The decoder of an encoder–decoder starts with one token, so that nothing is padding there.
        bool padded = !hasEncoder;
        var whole = model.Scores(model.Decode(ids, Inputs(null, 0, ids.size(1)))); // [B, T, V]
        using var cache = model.NewCache();
        for (long step = 0; step < ids.size(1); step++)
        {
            var scores = model.Scores(model.Decode(ids.narrow(1, step, 1), Inputs(cache, step, 1))).squeeze(1); // [B, V]
            var difference = (scores - whole.select(1, step)).abs();
            if (padded)
                difference = difference.masked_fill(keep.narrow(1, step, 1).logical_not(), 0);
            double error = difference.max().item<float>();
            Assert.True(error <= Tolerance, $"{name}: token {step} is off by {error:G3}.");
        }

        StackInputs Inputs(StackCache? cache, long first, long count) => new()
        {
            Cache = cache,
            Memory = memory.Item1,
            MemoryMask = memory.Item2,
            Mask = padded ? AttentionMask.KeyPadding(keep.narrow(1, 0, first + count)) : AttentionMask.All,
            Positions = padded ? positions.narrow(1, first, count) : null,
        };
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Reordered_cache_goes_on_as_the_rows_it_was_made_of(string name)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        long[] order = [1, 1, 0, 2, 1];
        var ids = arange(5, 23).view(3, 6);
        var memory = model.Spec.Encoder is null ? null : model.Encode(ids);
        var rows = tensor(order);
        using var cache = model.NewCache();
        model.Decode(ids.narrow(1, 0, 5), new StackInputs { Cache = cache, Memory = memory });
        cache.Select(rows);
        var picked = ids.index_select(0, rows);
        var scores = model.Scores(model.Decode(picked.narrow(1, 5, 1), new StackInputs { Cache = cache, Memory = memory?.index_select(0, rows) }));
        var expected = model.Scores(model.Decode(picked, new StackInputs { Memory = memory?.index_select(0, rows) })).narrow(1, 5, 1);
        double error = (scores - expected).abs().max().item<float>();
        Assert.True(error <= Tolerance, $"{name}: off by {error:G3}.");
    }

    private static (Tensor?, AttentionMask) Encode(Transformer model)
    {
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(5, rows: 3, longest: 11, model.Spec.VocabularySize), left: false);
        return (model.Encode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(keep) }), AttentionMask.KeyPadding(keep));
    }
}
