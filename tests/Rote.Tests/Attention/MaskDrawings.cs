using Rote.Attention;
using static TorchSharp.torch;

namespace Rote.Tests.Attention;

/// <summary>Every mask drawn: ■ may attend, · may not, one line a query.</summary>
public class MaskDrawings
{
    [Fact]
    public void All() => Drawn(AttentionMask.All, 2, 3, "■■■", "■■■");

    [Fact]
    public void Causal_of_equal_lengths() => Drawn(AttentionMask.Causal, 4, 4, "■···", "■■··", "■■■·", "■■■■");

    [Fact]
    public void Causal_is_aligned_to_the_last_key() => Drawn(AttentionMask.Causal, 2, 4, "■■■·", "■■■■");

    [Fact]
    public void Causal_of_one_query_sees_everything() => Drawn(AttentionMask.Causal, 1, 5, "■■■■■");

    [Fact]
    public void Causal_with_more_queries_than_keys_leaves_the_first_empty() => Drawn(AttentionMask.Causal, 4, 2, "··", "··", "■·", "■■");

    [Fact]
    public void Window_counts_the_query_itself() => Drawn(AttentionMask.Window(1, 0), 4, 4, "■···", "■■··", "·■■·", "··■■");

    [Fact]
    public void Window_on_both_sides() => Drawn(AttentionMask.Window(1, 2), 5, 5, "■■■··", "■■■■·", "·■■■■", "··■■■", "···■■");

    [Fact]
    public void Window_of_nothing_else_is_the_diagonal() => Drawn(AttentionMask.Window(0, 0), 3, 3, "■··", "·■·", "··■");

    [Fact]
    public void Window_is_aligned_to_the_last_key() => Drawn(AttentionMask.Window(1, 0), 2, 5, "··■■·", "···■■");

    [Fact]
    public void Key_padding_hides_columns()
    {
        using var keep = tensor(new[,] { { true, false, true } });
        Drawn(AttentionMask.KeyPadding(keep), 2, 3, "■·■", "■·■");
    }

    [Fact]
    public void Key_padding_draws_the_first_row_of_the_batch()
    {
        using var keep = tensor(new[,] { { true, true, false }, { false, true, true } });
        Drawn(AttentionMask.KeyPadding(keep), 1, 3, "■■·");
    }

    [Fact]
    public void Custom()
    {
        using var keep = tensor(new[,] { { true, false }, { false, false } });
        Drawn(AttentionMask.Custom(keep), 2, 2, "■·", "··");
    }

    [Fact]
    public void Custom_of_one_column_is_broadcast()
    {
        using var keep = tensor(new[,] { { true }, { false } });
        Drawn(AttentionMask.Custom(keep), 2, 3, "■■■", "···");
    }

    [Fact]
    public void Causal_and_key_padding()
    {
        using var keep = tensor(new[,] { { false, true, true, true } });
        Drawn(AttentionMask.Causal & AttentionMask.KeyPadding(keep), 4, 4, "····", "·■··", "·■■·", "·■■■");
    }

    [Fact]
    public void Causal_and_key_padding_with_cached_keys()
    {
        using var keep = tensor(new[,] { { true, true, false, true, true } });
        Drawn(AttentionMask.KeyPadding(keep) & AttentionMask.Causal, 2, 5, "■■·■·", "■■·■■");
    }

    [Fact]
    public void Causal_and_window() => Drawn(AttentionMask.Causal & AttentionMask.Window(2, 7), 4, 4, "■···", "■■··", "■■■·", "·■■■");

    private static void Drawn(AttentionMask mask, int queries, int keys, params string[] lines) =>
        Assert.Equal(string.Concat(lines.Select(line => line + "\n")), mask.Draw(queries, keys));
}
