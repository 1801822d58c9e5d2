using CsCheck;
using Rote.Generation;
using Rote.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>What holds of every model and every input.</summary>
public class GenerationTheorems
{
    private const double ScoreTolerance = 1e-5; // as in GenerationGoldens

    public static TheoryData<string, int> ModelsAndBeams()
    {
        var rows = new TheoryData<string, int>();
        foreach (string name in TinyModels.Decoders.Concat(TinyModels.Translators))
        {
            rows.Add(name, 1);
            rows.Add(name, 3);
        }
        return rows;
    }

    public static TheoryData<string> Models => [.. TinyModels.Decoders, .. TinyModels.Translators];

    // Enough rows that some end early and leave the batch
    [Theory]
    [MemberData(nameof(ModelsAndBeams))]
    public void A_row_in_a_batch_is_written_as_if_alone(string name, int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        bool hasEncoder = model.Spec.Encoder is not null;
        long[][] rows = TinyModels.RandomRows(11, rows: 16, longest: 9, model.Spec.VocabularySize);
        var (ids, keep) = TinyModels.Padded(rows, left: !hasEncoder);
        var options = WithReachedEnds(name, model, ids, keep, newTokens: 15) with { Beams = beams, ReturnSequences = beams, LengthPenalty = 0.7 };
        var together = TinyModels.Write(model, ids, keep, options);
        Assert.Equal(rows.Length * beams, together.Sequences.Length);
        Assert.All(together.Sequences, row => Assert.Equal(together.Sequences[0].Length, row.Length));
        int ended = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            var alone = TinyModels.Write(model, tensor(rows[row]).unsqueeze(0), null, options);
            int skipped = hasEncoder ? 0 : (int)ids.size(1) - rows[row].Length;
            for (int beam = 0; beam < beams; beam++)
            {
                long[] written = together.Sequences[row * beams + beam][skipped..], expected = alone.Sequences[beam];
                Assert.Equal(expected, written[..expected.Length]);
                Assert.All(written[expected.Length..], id => Assert.Equal(beams > 1 && options.PaddingId == 0 ? options.EndIds[0] : options.PaddingId, id));
                ended += written.Length > expected.Length ? 1 : 0;
                if (beams > 1)
                    Assert.InRange(together.Scores![row * beams + beam] - alone.Scores![beam], -ScoreTolerance, ScoreTolerance);
            }
        }
        Assert.True(ended > rows.Length / 2, $"{name}: only {ended} rows ended early, so that leaving the batch was not tested.");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void One_beam_is_greedy(string name)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        bool hasEncoder = model.Spec.Encoder is not null;
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(12, rows: 7, longest: 8, model.Spec.VocabularySize), left: !hasEncoder);
        var options = WithReachedEnds(name, model, ids, keep, newTokens: 12) with { PaddingId = 2 };
        var greedy = TinyModels.Write(model, ids, keep, options);
        var start = hasEncoder ? full(ids.size(0), 1, options.DecoderStartId, dtype: ScalarType.Int64) : ids;
        long[][] prompts = start.data<long>().ToArray().Chunk((int)start.size(1)).ToArray();
        using var state = new DecodingState(model, ids, keep);
        var search = new BeamSearch(state, prompts, options.MaxNewTokens, options).Run(start, TestContext.Current.CancellationToken);
        Assert.Equal(greedy.Sequences, search.Sequences);
        Assert.Null(greedy.Scores);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Bad_words_are_never_written(int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("marian");
        var options = TinyModels.Options("marian", 8) with { Beams = beams, ForcedEndId = null };
        var ids = tensor(TinyModels.RandomRows(13, rows: 1, longest: 6, 100)[0]).unsqueeze(0);
        // Few ids, so that words do occur: those that this model likes to write, and its start
        int[] liked = [0, 5, 49, 89, 100];
        Gen.Int[0, 4].Select(index => liked[index]).Array[1, 3].Array[1, 6].Sample(
            words =>
            {
                var written = TinyModels.Write(model, ids, null, options with { BadWords = words }).Sequences;
                foreach (long[] row in written)
                {
                    // The padding of an ended row and the start token are not written.
                    long[] own = row.Skip(1).TakeWhile(id => id != options.EndIds[0]).ToArray();
                    Assert.DoesNotContain(words, word => Enumerable.Range(0, own.Length).Any(at => own.Skip(at).Take(word.Length).SequenceEqual(word.Select(id => (long)id))));
                }
            },
            iter: 60, threads: 1, seed: "000000000000");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Forced_end_stands_at_the_limit(int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("gpt2");
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(14, rows: 5, longest: 7, 100), left: true);
        var written = TinyModels.Write(model, ids, keep, new() { MaxNewTokens = 6, Beams = beams, EndIds = [3], ForcedEndId = 3, BadWords = [[3, 7], [4]] });
        Assert.All(written.Sequences, row => Assert.Contains(3L, row[(int)ids.size(1)..]));
        Assert.Contains(written.Sequences, row => row.Length == ids.size(1) + 6 && row[^2] != 3);
    }

    [Theory]
    [InlineData("gpt2", 1)]
    [InlineData("gpt2", 3)]
    [InlineData("llama", 3)]
    [InlineData("t5", 1)]
    [InlineData("t5", 3)]
    [InlineData("marian", 1)]
    [InlineData("marian", 3)]
    public void Writing_leaves_no_tensor_behind(string name, int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        bool hasEncoder = model.Spec.Encoder is not null;
        var (ids, keep) = TinyModels.Padded(TinyModels.RandomRows(15, rows: 9, longest: 7, model.Spec.VocabularySize), left: !hasEncoder);
        var options = WithReachedEnds(name, model, ids, keep, newTokens: 14) with { Beams = beams, BadWords = [[7], [8, 9]] };
        TinyModels.Write(model, ids, keep, options); // makes what stays, such as tables of positions
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        TinyModels.Write(model, ids, keep, options);
        Assert.True(statistics.ThreadTotalLiveCount == 0, statistics.ToString());
    }

    private static GenerationOptions WithReachedEnds(string name, Transformer model, Tensor ids, Tensor keep, int newTokens)
    {
        var options = TinyModels.Options(name, newTokens) with { ForcedEndId = null };
        return options with { EndIds = TinyModels.ReachedEnds(model, ids, keep, options, count: 3) };
    }
}
