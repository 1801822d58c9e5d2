using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Theorems;

/// <summary>What holds of every decoder, whatever its positions, norms and sizes.</summary>
public class Causality
{
    public static TheoryData<int, string, NormPlacement> Cases() => TinyModel.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Future_token_never_changes_the_past(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Decoder(seed, positions, placement);
        var ids = tiny.Ids(2, 7);
        int cut = tiny.Draw(1, 6);
        var changed = ids.clone();
        changed.narrow(1, cut, 7 - cut).copy_((ids.narrow(1, cut, 7 - cut) + tiny.Draw(1, TinyModel.Vocabulary - 1)) % TinyModel.Vocabulary);
        Tensor before = tiny.Model.Decode(ids), after = tiny.Model.Decode(changed);
        Assert.InRange(TinyModel.Difference(before.narrow(1, 0, cut), after.narrow(1, 0, cut)), 0, TinyModel.Tolerance);
        Assert.True(TinyModel.Difference(before.narrow(1, cut, 1), after.narrow(1, cut, 1)) > 1e-6, "The change must be seen from its own position on.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reading_in_pieces_with_a_cache_is_reading_at_once(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Decoder(seed, positions, placement);
        var ids = tiny.Ids(2, 9);
        var whole = tiny.Model.Decode(ids);
        using var cache = tiny.Model.NewCache();
        var parts = new List<Tensor>();
        for (int read = 0; read < 9;)
        {
            int next = Math.Min(tiny.Draw(1, 4), 9 - read);
            parts.Add(tiny.Model.Decode(ids.narrow(1, read, next), new StackInputs { Cache = cache }));
            read += next;
            Assert.Equal(read, cache.Length);
        }
        Assert.InRange(TinyModel.Difference(whole, cat([.. parts], 1)), 0, TinyModel.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reading_padded_rows_with_a_cache_is_reading_at_once(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Decoder(seed, positions, placement);
        var ids = tiny.Ids(2, 8);
        var keep = ones(2, 8, dtype: @bool);
        keep[1].narrow(0, 0, 3).fill_(false); // the second row is padded on the left
        var order = (keep.to(int64).cumsum(1) - 1).clamp_min(0);
        StackInputs Inputs(int from, int count, StackCache? cache) => new()
        {
            Mask = AttentionMask.KeyPadding(keep.narrow(1, 0, from + count)),
            Positions = order.narrow(1, from, count),
            Cache = cache,
        };
        var whole = tiny.Model.Decode(ids, Inputs(0, 8, null));
        using var cache = tiny.Model.NewCache();
        int first = tiny.Draw(1, 6);
        Tensor left = tiny.Model.Decode(ids.narrow(1, 0, first), Inputs(0, first, cache)), right = tiny.Model.Decode(ids.narrow(1, first, 8 - first), Inputs(first, 8 - first, cache));
        Assert.InRange(TinyModel.Difference(whole, cat([left, right], 1)), 0, TinyModel.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Window_as_wide_as_the_input_is_no_window(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Decoder(seed, positions, placement);
        var ids = tiny.Ids(2, 7);
        var full = tiny.Model.Decode(ids);
        Tensor Windowed(int left) => tiny.Model.Decode(ids, new StackInputs { Mask = AttentionMask.Window(left, 0) });
        Assert.InRange(TinyModel.Difference(full, Windowed(6)), 0, TinyModel.Tolerance);
        Assert.InRange(TinyModel.Difference(full, Windowed(100)), 0, TinyModel.Tolerance);
        Assert.True(TinyModel.Difference(full, Windowed(1)) > 1e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Captured_pass_is_the_fast_pass(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Decoder(seed, positions, placement);
        var ids = tiny.Ids(2, 7);
        using var capture = new StackCapture();
        var captured = tiny.Model.Decode(ids, new StackInputs { Capture = capture });
        Assert.InRange(TinyModel.Difference(tiny.Model.Decode(ids), captured), 0, TinyModel.Tolerance);
        var spec = tiny.Model.Spec.Decoder!;
        Assert.Equal(spec.Layers, capture.Blocks.Count);
        Assert.Equal(spec.Layers + 1, capture.HiddenStates.Count);
        var future = AttentionMask.Causal.ToTensor(7, 7).logical_not();
        Assert.All(capture.Blocks, block =>
        {
            Assert.InRange((block.SelfAttention!.sum(-1) - 1).abs().max().item<double>(), 0, TinyModel.Tolerance);
            Assert.Equal(0.0, block.SelfAttention.masked_select(future).abs().max().item<double>());
        });
    }
}
