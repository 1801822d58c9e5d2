namespace Rote.Tokenizers.Tests.Models;

public class BpeDropoutTests
{
    private static readonly BpeModel Model = new(ModelTokens.Vocabulary("a", "b", "ab", "abab"), [("a", "b"), ("ab", "ab")]);

    [Fact]
    public void Results_may_be_kept_unless_merges_are_dropped()
    {
        Assert.True(Model.IsDeterministic);
        Assert.True(Model.WithDropout(0).IsDeterministic);
        Assert.False(Model.WithDropout(0.1f).IsDeterministic);
        Assert.True(Model.WithDropout(0.1f).WithDropout(null).IsDeterministic);
    }

    [Fact]
    public void Nothing_is_merged_at_one()
    {
        Assert.Equal("abab:0-4", ModelTokens.Of(Model.WithDropout(0), "abab"));
        Assert.Equal("a:0-1 b:1-2 a:2-3 b:3-4", ModelTokens.Of(Model.WithDropout(1), "abab"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_sequence()
    {
        Assert.Equal(Draw(0.5f, 7, 200), Draw(0.5f, 7, 200));
        Assert.NotEqual(Draw(0.5f, 7, 200), Draw(0.5f, 8, 200));
    }

    [Fact]
    public void One_merge_is_dropped_as_often_as_asked()
    {
        // 10,000 throws: six standard deviations are 0.03 at most.
        foreach (float dropout in new[] { 0.1f, 0.5f, 0.9f })
            Assert.Equal(dropout, Draw(dropout, 3, 10_000, "ab").Count(tokens => tokens == "a:0-1 b:1-2") / 10_000.0, 0.03);
    }

    [Fact]
    public void Merges_that_were_passed_over_have_their_turn_again_once_another_was_made()
    {
        // Of two pairs, in order: ab at 0 is made at once (1/2), or after the other was (1/4), or neither is (1/4). In the first case the other is made with
        // probability 1/2, in the second the first again with 1/2. Then the two are joined with 1/2.
        var counts = Draw(0.5f, 11, 20_000).GroupBy(tokens => tokens).ToDictionary(group => group.Key, group => group.Count() / 20_000.0);
        Assert.Equal(0.25, counts["a:0-1 b:1-2 a:2-3 b:3-4"], 0.02);
        Assert.Equal(0.25, counts["ab:0-2 a:2-3 b:3-4"], 0.02);
        Assert.Equal(0.125, counts["a:0-1 b:1-2 ab:2-4"], 0.02);
        Assert.Equal(0.1875, counts["ab:0-2 ab:2-4"], 0.02);
        Assert.Equal(0.1875, counts["abab:0-4"], 0.02);
    }

    [Fact]
    public void Threads_draw_from_different_numbers()
    {
        var model = Model.WithDropout(0.5f, 5);
        var together = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 1000, _ => together.Add(ModelTokens.Of(model, "abab")));
        Assert.Equal(Draw(0.5f, 5, 1000).Order(StringComparer.Ordinal), together.Order(StringComparer.Ordinal));
    }

    private static List<string> Draw(float dropout, ulong seed, int times, string piece = "abab")
    {
        var model = Model.WithDropout(dropout, seed);
        return [.. Enumerable.Range(0, times).Select(_ => ModelTokens.Of(model, piece))];
    }
}
