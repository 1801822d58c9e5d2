using Rote.Training.LanguageModeling;
using static TorchSharp.torch;

namespace Rote.Training.Tests.LanguageModeling;

public class LanguageBatchTests
{
    [Fact]
    public void Rows_are_shifted_and_what_is_not_scored_is_ignored()
    {
        using var scope = NewDisposeScope();
        var batch = LanguageBatch.Make([[1, 2, 3, 4], [5, 6, 7, 8]], [[true, false, false, true], [false, false, true, true]]);
        Assert.Equal([1, 2, 3, 5, 6, 7], batch.Ids.data<long>().ToArray());
        Assert.Equal([-100, -100, 4, -100, 7, 8], batch.Labels.data<long>().ToArray());
        Assert.Equal([2, 4, 5], batch.LabelPlaces!.data<long>().ToArray());
        Assert.Equal((6, 3), (batch.Tokens, batch.LabelTokens));
        Assert.Equal([2, 3], batch.Labels.shape);
    }

    [Fact]
    public void Without_a_mask_all_labels_count_and_so_they_do_where_the_mask_is_true_everywhere()
    {
        using var scope = NewDisposeScope();
        foreach (bool[][]? scored in new[] { null, new[] { new[] { false, true, true } } })
        {
            var batch = LanguageBatch.Make([[1, 2, 3]], scored);
            Assert.Equal([2, 3], batch.Labels.data<long>().ToArray());
            Assert.Null(batch.LabelPlaces);
            Assert.Equal(2, batch.LabelTokens);
        }
    }

    public static TheoryData<int[][], bool[][]?, string> Wrong() => new()
    {
        { [], null, "`rows` must hold rows of at least two tokens, one to read and one to predict; got 0 of 0. (Parameter 'rows')" },
        { [[1], [2]], null, "`rows` must hold rows of at least two tokens, one to read and one to predict; got 2 of 1. (Parameter 'rows')" },
        { [[1, 2], [2, 3, 4]], null, "`rows` must be of one length, 2 as the first; row 1 has 3. Fill it up with a token that is not scored. (Parameter 'rows')" },
        { [[1, 2], [2, 3]], [[true, true]], "`scored` must be as long as `rows`, 2 of 2; got 1 of 2. (Parameter 'scored')" },
        { [[1, 2], [2, 3]], [[true, true], [true]], "`scored` must be as long as `rows`, 2 of 2; got 2 of 2, 1. (Parameter 'scored')" },
        { [[1, 2], [2, 3]], [[true, false], [true, false]], "`scored` must be true somewhere after the first token of a row; it is nowhere. (Parameter 'scored')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rows_that_do_not_fit_are_refused(int[][] rows, bool[][]? scored, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => LanguageBatch.Make(rows, scored)).Message);
}
