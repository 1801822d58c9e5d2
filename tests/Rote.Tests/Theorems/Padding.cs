using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Theorems;

/// <summary>What padding holds, how much of it there is, and on which side it stands changes no real token.</summary>
public class Padding
{
    public static TheoryData<int, string, NormPlacement> Cases() => TinyModel.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void On_the_right_of_an_encoder_is_not_seen(int seed, string positions, NormPlacement placement) =>
        Unseen(TinyModel.Encoder(seed, positions, placement), (model, ids, inputs) => model.Encode(ids, inputs), left: false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void On_the_left_of_an_encoder_is_not_seen(int seed, string positions, NormPlacement placement) =>
        Unseen(TinyModel.Encoder(seed, positions, placement), (model, ids, inputs) => model.Encode(ids, inputs), left: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void On_the_left_of_a_decoder_is_not_seen(int seed, string positions, NormPlacement placement) =>
        Unseen(TinyModel.Decoder(seed, positions, placement), (model, ids, inputs) => model.Decode(ids, inputs), left: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_the_source_is_not_seen_by_the_decoder(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Both(seed, positions, placement);
        Tensor source = tiny.Ids(1, 5), target = tiny.Ids(1, 4);
        var expected = tiny.Model.Decode(target, new StackInputs { Memory = tiny.Model.Encode(source) });
        for (int padding = 1; padding <= 3; padding++)
        {
            var keep = AttentionMask.KeyPadding(cat([ones(1, 5, dtype: @bool), zeros(1, padding, dtype: @bool)], 1));
            var memory = tiny.Model.Encode(cat([source, tiny.Ids(1, padding)], 1), new StackInputs { Mask = keep });
            var read = tiny.Model.Decode(target, new StackInputs { Memory = memory, MemoryMask = keep });
            Assert.InRange(TinyModel.Difference(expected, read), 0, TinyModel.Tolerance);
            var unmasked = tiny.Model.Decode(target, new StackInputs { Memory = memory });
            Assert.True(TinyModel.Difference(expected, unmasked) > 1e-6, "Without the mask the padding must be seen.");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gets_no_gradient_and_gives_none(int seed, string positions, NormPlacement placement)
    {
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Encoder(seed, positions, placement);
        var ids = cat([tiny.Ids(1, 5) % (TinyModel.Vocabulary - 1), full(1, 2, TinyModel.Vocabulary - 1L)], 1); // the last id is only ever padding
        var keep = ids.ne(TinyModel.Vocabulary - 1);
        var real = tiny.Model.Encode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(keep) }).narrow(1, 0, 5);
        real.sum().backward();
        var table = tiny.Model.named_parameters().Single(pair => pair.name == "tokens.weight").parameter.grad!;
        Assert.True(table.isfinite().all().item<bool>());
        Assert.Equal(0.0, table[TinyModel.Vocabulary - 1].abs().max().item<double>());
    }

    private static void Unseen(TinyModel tiny, Func<Transformer, Tensor, StackInputs, Tensor> read, bool left)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var _ = tiny;
        const int real = 5;
        var ids = tiny.Ids(1, real);
        var alone = read(tiny.Model, ids, new StackInputs());
        for (int padding = 1; padding <= 4; padding++)
        {
            Tensor content = tiny.Ids(1, padding), hidden = zeros(1, padding, dtype: @bool), seen = ones(1, real, dtype: @bool);
            var padded = left ? cat([content, ids], 1) : cat([ids, content], 1);
            var keep = left ? cat([hidden, seen], 1) : cat([seen, hidden], 1);
            var inputs = new StackInputs { Mask = AttentionMask.KeyPadding(keep), Positions = left ? (arange(real + padding) - padding).clamp_min(0) : null };
            var output = read(tiny.Model, padded, inputs);
            Assert.True(output.isfinite().all().item<bool>(), "Padding positions may read nothing, and nothing is zero, not NaN.");
            Assert.InRange(TinyModel.Difference(alone, output.narrow(1, left ? padding : 0, real)), 0, TinyModel.Tolerance);
            var unmasked = read(tiny.Model, padded, inputs with { Mask = AttentionMask.All });
            Assert.True(TinyModel.Difference(alone, unmasked.narrow(1, left ? padding : 0, real)) > 1e-6, "Without the mask the padding must be seen.");
        }
    }
}
