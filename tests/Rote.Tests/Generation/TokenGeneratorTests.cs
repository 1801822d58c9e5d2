using Rote.Generation;
using Rote.Layers;
using Rote.Models;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>What is refused, in full, and cancelling.</summary>
public class TokenGeneratorTests
{
    private static readonly GenerationOptions Four = new() { MaxNewTokens = 4 };

    [Fact]
    public void Model_without_decoder_is_refused()
    {
        var wrong = Refused<ArgumentException>("bert-masked-lm", ones(1, 3, dtype: ScalarType.Int64), null, Four);
        Assert.Equal("`model` must have a decoder and a language-model head: it writes no tokens. (Parameter 'model')", wrong.Message);
    }

    [Fact]
    public void All_wrong_options_are_listed_at_once()
    {
        var wrong = Refused<ArgumentException>("gpt2", ones(1, 3, dtype: ScalarType.Int64), null, new()
        {
            MaxNewTokens = 0,
            Beams = 0,
            LengthPenalty = double.NaN,
            EndIds = [2, 999],
            ForcedEndId = -1,
            BadWords = [[], [1, 1000]],
            DecoderStartId = 5000, // not used by a decoder alone
        });
        Assert.Equal(
            "`options` has 8 violation(s): MaxNewTokens must be positive; got 0. Beams must be in [1, 1024]; got 0. ReturnSequences must be in [1, Beams] = [1, 0]; got 1. " +
            "LengthPenalty must be finite; got NaN. EndIds must be in [0, 101), the model's vocabulary; got 999. ForcedEndId must be in [0, 101), the model's vocabulary; got -1. " +
            "BadWords must not hold an empty word: it would forbid everything. BadWords must be in [0, 101), the model's vocabulary; got 1000. (Parameter 'options')",
            wrong.Message);
    }

    [Fact]
    public void More_sequences_than_beams_are_refused()
    {
        var wrong = Refused<ArgumentException>("gpt2", ones(1, 3, dtype: ScalarType.Int64), null, Four with { Beams = 3, ReturnSequences = 4 });
        Assert.Equal("`options` has 1 violation(s): ReturnSequences must be in [1, Beams] = [1, 3]; got 4. (Parameter 'options')", wrong.Message);
    }

    [Fact]
    public void Start_token_outside_the_vocabulary_is_refused()
    {
        var wrong = Refused<ArgumentException>("t5", ones(1, 3, dtype: ScalarType.Int64), null, Four with { DecoderStartId = 5000 });
        Assert.Equal("`options` has 1 violation(s): DecoderStartId must be in [0, 101), the model's vocabulary; got 5000. (Parameter 'options')", wrong.Message);
    }

    [Fact]
    public void Input_of_another_shape_is_refused()
    {
        Assert.Equal("`ids` must have shape [B, T]; got [3].", Refused<ShapeException>("gpt2", ones(3, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`ids` must hold at least one row of at least one token, [B, T]; got [0, 3]. (Parameter 'ids')",
            Refused<ArgumentException>("gpt2", ones(0, 3, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`ids` must hold at least one row of at least one token, [B, T]; got [2, 0]. (Parameter 'ids')",
            Refused<ArgumentException>("gpt2", ones(2, 0, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`ids` must be int64; got Int32. Convert with .to(int64). (Parameter 'ids')",
            Refused<ArgumentException>("gpt2", ones(1, 3, dtype: ScalarType.Int32), null, Four).Message);
    }

    [Fact]
    public void Padding_that_does_not_fit_is_refused()
    {
        var ids = ones(2, 3, dtype: ScalarType.Int64);
        Assert.Equal("`keep` must have the shape of `ids`, [B, T] = [2, 3]; got [2, 4].", Refused<ShapeException>("gpt2", ids, ones(2, 4, dtype: ScalarType.Bool), Four).Message);
        Assert.Equal(
            "`keep` must be boolean, true at real tokens; got Int64. Write mask.ne(0) for a mask of ones and zeros. (Parameter 'keep')",
            Refused<ArgumentException>("gpt2", ids, ones(2, 3, dtype: ScalarType.Int64), Four).Message);
        Assert.Equal(
            "`keep` must be true in its last column, because what is written follows it; row 1 ends in padding. Pad prompts on the left. (Parameter 'keep')",
            Refused<ArgumentException>("gpt2", ids, tensor(new[] { true, true, true, true, true, false }).view(2, 3), Four).Message);
    }

    [Fact]
    public void Rows_beyond_the_positions_are_refused_before_running()
    {
        Assert.Equal(
            "`ids` must have at most 41 tokens a row, the reach of the decoder's positions; got 42. Shorten the prompt. (Parameter 'ids')",
            Refused<ArgumentException>("gpt2", ones(1, 42, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`options.MaxNewTokens` must be at most 2, because the decoder's positions reach 41 tokens and the longest row starts with 40; got 4. " +
            "Write fewer tokens, or shorten the prompt. (Parameter 'options')",
            Refused<ArgumentException>("gpt2", ones(1, 40, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`ids` must have at most 31 tokens a row, the reach of the encoder's positions; got 32. Shorten the input. (Parameter 'ids')",
            Refused<ArgumentException>("marian", ones(1, 32, dtype: ScalarType.Int64), null, Four).Message);
        Assert.Equal(
            "`options.MaxNewTokens` must be at most 31, because the decoder's positions reach 31 tokens and the longest row starts with 1; got 32. " +
            "Write fewer tokens, or shorten the prompt. (Parameter 'options')",
            Refused<ArgumentException>("marian", ones(1, 3, dtype: ScalarType.Int64), null, Four with { MaxNewTokens = 32 }).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Positions_are_used_to_the_last(int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("gpt2");
        // Padding takes no position: 4 real tokens, 37 more to read, 1 to write.
        var ids = ones(1, 9, dtype: ScalarType.Int64);
        var keep = arange(9).ge(5).unsqueeze(0);
        var written = TinyModels.Write(model, ids, keep, Four with { MaxNewTokens = 38, Beams = beams });
        Assert.Equal(9 + 38, written.Sequences[0].Length);
    }

    [Fact]
    public void Length_of_a_row_counts_its_prompt()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("gpt2");
        var options = new GenerationOptions { MaxNewTokens = 30, MaxLength = 8 };
        Assert.Equal(8, TinyModels.Write(model, ones(1, 5, dtype: ScalarType.Int64), null, options).Sequences[0].Length);
        var wrong = Assert.Throws<ArgumentException>(() => TinyModels.Write(model, ones(1, 8, dtype: ScalarType.Int64), null, options));
        Assert.Equal("`options.MaxLength` must be greater than 8, the tokens of a row before writing; got 8. Set MaxNewTokens, which clears it. (Parameter 'options')", wrong.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Bad_words_that_end_rows_or_are_longer_than_the_row_are_ignored(int beams)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load("marian");
        var options = TinyModels.Options("marian", 7) with { Beams = beams, ForcedEndId = null, BadWords = [] };
        var ids = arange(5, 25).view(4, 5);
        var free = TinyModels.Write(model, ids, null, options);
        long first = free.Sequences[0][1];
        Assert.Equal(free.Sequences, TinyModels.Write(model, ids, null, options with { BadWords = [[options.EndIds[0]], [options.DecoderStartId, (int)first]] }).Sequences);
        Assert.NotEqual(first, TinyModels.Write(model, ids, null, options with { BadWords = [[(int)first]] }).Sequences[0][1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelling_stops_between_two_tokens(int beams)
    {
        using var scope = NewDisposeScope();
        using var source = new CancellationTokenSource();
        using var original = TinyModels.Load("llama");
        int calls = 0;
        using var model = new Transformer(original.Spec, (inputs, outputs, bias) => new Counting(inputs, outputs, bias, () =>
        {
            if (++calls == 100)
                source.Cancel();
        })).Initialize(1);
        var ids = ones(2, 3, dtype: ScalarType.Int64);
        TokenGenerator.Generate(model, ids, null, Four with { MaxNewTokens = 1, Beams = beams }, TestContext.Current.CancellationToken);
        int callsAStep = calls;
        calls = 0;
        Assert.Throws<OperationCanceledException>(() => TokenGenerator.Generate(model, ids, null, Four with { MaxNewTokens = 1000, Beams = beams }, source.Token));
        Assert.InRange(calls, 100, 99 + callsAStep);
        Assert.Equal(0, calls % callsAStep);
        Assert.Throws<OperationCanceledException>(() => TokenGenerator.Generate(model, ids, null, Four, source.Token));
    }

    private static T Refused<T>(string name, Tensor ids, Tensor? keep, GenerationOptions options)
        where T : Exception
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Load(name);
        return Assert.Throws<T>(() => TinyModels.Write(model, ids, keep, options));
    }

    private sealed class Counting : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _inner;
        private readonly Action _called;

        public Counting(int inputs, int outputs, bool bias, Action called)
            : base(nameof(Counting))
        {
            _inner = new Linear(inputs, outputs, bias);
            _called = called;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            _called();
            return _inner.call(x);
        }
    }
}
