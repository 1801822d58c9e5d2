using CsCheck;
using Rote.Training.LanguageModeling;
using static TorchSharp.torch;

namespace Rote.Training.Tests.LanguageModeling;

public class WindowTests
{
    private static readonly TokenStream Counting = new(Enumerable.Range(0, 23).ToArray());

    [Fact]
    public void Windows_are_read_where_they_are_asked_for_and_the_labels_are_one_further()
    {
        using var scope = NewDisposeScope();
        var batch = Counting.Windows([3, 0, 18], 4);
        Assert.Equal([3, 4, 5, 6, 0, 1, 2, 3, 18, 19, 20, 21], Numbers(batch.Ids));
        Assert.Equal([4, 5, 6, 7, 1, 2, 3, 4, 19, 20, 21, 22], Numbers(batch.Labels));
        Assert.Equal([3, 4], batch.Ids.shape);
        Assert.Equal([3, 4], batch.Labels.shape);
        Assert.Null(batch.LabelPlaces);
        Assert.Equal((12, 12), (batch.Tokens, batch.LabelTokens));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(19)]
    public void Windows_beyond_the_stream_are_refused(long offset) => Assert.Equal(
        $"`offsets` must be in [0, 18]: a window of 4 tokens and the one after it must lie within the 23 of the stream; got {offset}. (Parameter 'offsets')",
        Assert.Throws<ArgumentException>(() => Counting.Windows([0, offset], 4)).Message);

    [Fact]
    public void No_window_at_all_is_refused() => Assert.Equal(
        "`offsets` is empty; expected at least one window. (Parameter 'offsets')", Assert.Throws<ArgumentException>(() => Counting.Windows([], 4)).Message);

    [Fact]
    public void Streams_need_two_tokens_none_negative()
    {
        Assert.Equal("`ids` must hold at least two tokens, one to read and one to predict; got 1. (Parameter 'ids')", Assert.Throws<ArgumentException>(() => new TokenStream(new[] { 4 })).Message);
        Assert.Equal("`ids` must not be negative; number 2 is -7. (Parameter 'ids')", Assert.Throws<ArgumentException>(() => new TokenStream(new[] { 4, 5, -7, 1 })).Message);
    }

    [Fact]
    public void Split_rounds_the_first_part_down()
    {
        var (first, last) = Counting.Split(0.8);
        Assert.Equal(Enumerable.Range(0, 18), first.Ids.ToArray());
        Assert.Equal(Enumerable.Range(18, 5), last.Ids.ToArray());
        Assert.Equal(
            "`share` must leave two tokens on both sides; of 23 it leaves 22 and 1. (Parameter 'share')", Assert.Throws<ArgumentException>(() => Counting.Split(0.99)).Message);
        Assert.StartsWith("`share` must be in (0, 1).", Assert.Throws<ArgumentOutOfRangeException>(() => Counting.Split(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_windows_depend_on_seed_and_step_only()
    {
        var windows = new RandomWindows(Counting, 5, 4, seed: 7);
        long[][] first = [.. Enumerable.Range(0, 40).Select(windows.Offsets)];
        Assert.Equal(first[3], new RandomWindows(Counting, 5, 4, seed: 7).Offsets(3));
        Assert.NotEqual(first[3], first[4]);
        Assert.NotEqual(first[3], new RandomWindows(Counting, 5, 4, seed: 8).Offsets(3));
        using var scope = NewDisposeScope();
        Assert.Equal(first[3], Numbers(windows.Batch(3).Ids[.., 0]));
    }

    [Fact]
    public void Random_windows_begin_everywhere_that_there_is_room()
    {
        var windows = new RandomWindows(Counting, 5, 4, seed: 7);
        Assert.Equal(Enumerable.Range(0, 19).Select(at => (long)at), Enumerable.Range(0, 100).SelectMany(windows.Offsets).Distinct().Order());
    }

    [Fact]
    public void Random_windows_need_a_longer_text() => Assert.Equal(
        "`stream` must have at least 24 tokens for windows of 23, the last to be predicted only; it has 23. Give more text, or shorter windows.",
        Assert.Throws<ArgumentException>(() => new RandomWindows(Counting, 1, 23, seed: 1)).Message);

    [Fact]
    public void All_windows_predict_every_token_but_the_first_once() => Gen.Select(Gen.Int[2, 60], Gen.Int[1, 9], Gen.Int[1, 5]).Sample((length, window, rows) =>
    {
        using var scope = NewDisposeScope();
        var windows = new AllWindows(new TokenStream(Enumerable.Range(0, length).ToArray()), window, rows);
        var batches = Enumerable.Range(0, windows.Count).Select(windows.Batch).ToArray();
        Assert.Equal(Enumerable.Range(1, length - 1).Select(id => (long)id), batches.SelectMany(batch => Numbers(batch.Labels)));
        Assert.All(batches, batch => Assert.True(batch.Ids.size(0) <= rows && batch.Ids.size(1) <= window));
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.Batch(windows.Count));
    }, iter: 100, threads: 1, seed: "0000KOIPe036");

    [Fact]
    public void Segments_go_on_row_by_row_and_begin_anew_together()
    {
        using var scope = NewDisposeScope();
        var segments = new Segments(Counting, rows: 2, length: 5);
        Assert.Equal(2, segments.Count); // two stretches of 11, whose last token is not read
        Assert.Equal([0, 1, 2, 3, 4, 11, 12, 13, 14, 15], Numbers(segments.Batch(0).Ids));
        Assert.Equal([5, 6, 7, 8, 9, 16, 17, 18, 19, 20], Numbers(segments.Batch(1).Ids));
        Assert.Equal([6, 7, 8, 9, 10, 17, 18, 19, 20, 21], Numbers(segments.Batch(1).Labels));
        Assert.Equal(Numbers(segments.Batch(0).Ids), Numbers(segments.Batch(2).Ids));
        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(segments.BeginsAnew));
    }

    [Fact]
    public void Segments_need_room_for_all_rows() => Assert.Equal(
        "`stream` must have at least 25 tokens for 4 rows of segments of 6, the last to be predicted only; it has 23. Give more text, or shorter windows.",
        Assert.Throws<ArgumentException>(() => new Segments(Counting, 4, 6)).Message);

    private static long[] Numbers(Tensor tensor) => tensor.contiguous().data<long>().ToArray();
}
