using Rote.Generation;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>The batched, cached search against the plain one, over the options that the recorded searches leave out.</summary>
public class BeamSearchTests
{
    // Cached in float32 against uncached with sums in float64: some roundings of 6e-8. Relative, because a length penalty of −1 multiplies by the length.
    private const double Tolerance = 1e-6;

    public static TheoryData<string, BeamStopping, double, int, int> Settings()
    {
        var rows = new TheoryData<string, BeamStopping, double, int, int>();
        foreach (string name in new[] { "gpt2", "marian" })
        {
            foreach (var stopping in Enum.GetValues<BeamStopping>())
            {
                foreach (double penalty in new[] { -1, 0, 1, 2.5 })
                    rows.Add(name, stopping, penalty, 2 + rows.Count % 3, rows.Count % 4 == 3 ? 0 : 1 + rows.Count % 3);
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Search_equals_the_plain_search(string name, BeamStopping stopping, double penalty, int beams, int ends)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        var options = TinyModels.Options(name, 9) with
        {
            Beams = beams,
            ReturnSequences = beams,
            Stopping = stopping,
            LengthPenalty = penalty,
            PaddingId = 2,
            ForcedEndId = ends == 0 ? 3 : null,
        };
        long[][] rows = TinyModels.RandomRows(21, rows: 4, longest: 5, model.Spec.VocabularySize);
        var (ids, keep) = TinyModels.Padded(rows, left: model.Spec.Encoder is null);
        options = options with { EndIds = TinyModels.ReachedEnds(model, ids, keep, options, ends) };
        var written = TinyModels.Write(model, ids, keep, options);
        var plain = new BeamSearchReference(model, options);
        for (int row = 0; row < rows.Length; row++)
        {
            var expected = plain.Search(rows[row]);
            int skipped = model.Spec.Encoder is null ? (int)ids.size(1) - rows[row].Length : 0;
            for (int beam = 0; beam < beams; beam++)
            {
                long[] tokens = written.Sequences[row * beams + beam][skipped..];
                Assert.Equal(expected[beam].Tokens, tokens[..expected[beam].Tokens.Length]);
                Assert.All(tokens[expected[beam].Tokens.Length..], id => Assert.Equal(2, id));
                double error = Math.Abs(written.Scores![row * beams + beam] - expected[beam].Score);
                Assert.True(error <= Tolerance * Math.Max(1, Math.Abs(expected[beam].Score)), $"{name}: the score of row {row}, beam {beam} is off by {error:G3}.");
            }
        }
    }

    [Fact]
    public void Ended_beams_are_filled_with_the_first_end_where_padding_is_zero()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("llama");
        var options = TinyModels.Options("llama", 8) with { Beams = 2, ReturnSequences = 2, EndIds = [8, 77], PaddingId = 0 };
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(22, rows: 6, longest: 4, 100), left: true);
        var zero = TinyModels.Write(model, ids, keep, options);
        var other = TinyModels.Write(model, ids, keep, options with { PaddingId = 99 });
        int filled = 0;
        for (int row = 0; row < zero.Sequences.Length; row++)
        {
            int end = Array.FindIndex(other.Sequences[row], (int)ids.size(1), id => id is 8 or 77) + 1;
            end = end == 0 ? other.Sequences[row].Length : end;
            filled += other.Sequences[row].Length - end;
            Assert.Equal(other.Sequences[row][..end], zero.Sequences[row][..end]);
            Assert.All(other.Sequences[row][end..], id => Assert.Equal(99, id));
            Assert.All(zero.Sequences[row][end..], id => Assert.Equal(8, id));
        }
        Assert.True(filled > 0);
    }
}
