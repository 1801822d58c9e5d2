using Rote.Cli.Pictures;

namespace Rote.Cli.Tests.Pictures;

public sealed class AttentionMapsTests
{
    private static readonly string[] Source = ["a", "b", "c"];
    private static readonly string[] Target = ["x", "y"];

    [Fact]
    public void Mean_averages_all_heads_of_all_layers_alike()
    {
        // Layers of two heads and of one: each head counts once.
        float[,] one = { { 1, 0, 0 }, { 0, 0.5f, 0.5f } };
        float[,] two = { { 0, 1, 0 }, { 0.25f, 0.25f, 0.5f } };
        float[,] three = { { 0.5f, 0.5f, 0 }, { 0.5f, 0, 0.5f } };
        float[,] mean = new AttentionMaps(Source, Target, [[one, two], [three]]).Mean();
        float[,] expected = { { 0.5f, 0.5f, 0 }, { 0.25f, 0.25f, 0.5f } };
        Assert.Equal(expected, mean);
    }

    [Fact]
    public void Mean_of_random_maps_is_their_average()
    {
        var maps = Maps.Random(Maps.Characters("twenty-first"), Maps.Characters("1921-05"), layers: 3, heads: 5, seed: 1);
        float[,] mean = maps.Mean();
        for (int target = 0; target < 7; target++)
            for (int source = 0; source < 12; source++)
                Assert.Equal(maps.Layers.SelectMany(heads => heads).Sum(map => map[target, source]) / 15, mean[target, source], 1e-6);
    }

    [Fact]
    public void Sizes_that_disagree_are_named()
    {
        var maps = new AttentionMaps(Source, Target, [[new float[2, 3]], [new float[2, 3], new float[3, 2]]]);
        var wrong = Assert.Throws<ArgumentException>(maps.Validate);
        Assert.Equal(
            "`Layers[1][1]` must have shape [T, S] = [2, 3], one row for each token of `TargetTokens` and one column for each of `SourceTokens`; got [3, 2].",
            wrong.Message);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(1.5f, "1.5")]
    public void What_is_not_a_weight_is_refused(float weight, string shown)
    {
        float[,] map = new float[2, 3];
        map[1, 2] = weight;
        var wrong = Assert.Throws<ArgumentException>(new AttentionMaps(Source, Target, [[map]]).Validate);
        Assert.Equal($"`Layers[0][0][1, 2]` must be a weight from 0 to 1; got {shown}. Draw what the softmax gives, not the scores before it.", wrong.Message);
    }

    [Fact]
    public void Rounding_beyond_one_is_accepted() => new AttentionMaps(Source, Target, [[Maps.Filled(2, 3, 1.0009f)]]).Validate();

    [Fact]
    public void Empty_lists_are_refused()
    {
        Assert.Equal(
            "`SourceTokens` is empty: a map needs at least one token that was read.",
            Assert.Throws<ArgumentException>(new AttentionMaps([], Target, [[new float[2, 0]]]).Validate).Message);
        Assert.Equal(
            "`TargetTokens` is empty: a map needs at least one token that was written.",
            Assert.Throws<ArgumentException>(new AttentionMaps(Source, [], [[new float[0, 3]]]).Validate).Message);
        Assert.Equal(
            "`Layers` is empty: there is no attention to draw. Capture the maps of at least one layer.",
            Assert.Throws<ArgumentException>(new AttentionMaps(Source, Target, []).Validate).Message);
        Assert.Equal(
            "`Layers[1]` has no heads; each layer must have at least one.",
            Assert.Throws<ArgumentException>(new AttentionMaps(Source, Target, [[new float[2, 3]], []]).Validate).Message);
    }
}
