using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Generation;

/// <summary>Keeps the best open sequences of each input and the best that have ended.</summary>
/// <remarks>Hugging Face's vectorised beam search: log-probabilities are chosen from on the tensors, sequences and their ends are kept beside them.</remarks>
internal sealed class BeamSearch
{
    private readonly DecodingState _state;
    private readonly GenerationOptions _options;
    private readonly ScoreRules _rules;
    private readonly long[][] _prompts;
    private readonly int _limit;
    private readonly HashSet<long> _ends;

    /// <summary>Prepares a search.</summary>
    /// <param name="state">A decoder that has read nothing.</param>
    /// <param name="prompts">Prompts or start tokens, row by row.</param>
    /// <param name="limit">Tokens to write at most.</param>
    /// <param name="options">Beams, penalty, stopping, end tokens, rules.</param>
    public BeamSearch(DecodingState state, long[][] prompts, int limit, GenerationOptions options)
    {
        _state = state;
        _options = options;
        _rules = new ScoreRules(options);
        _prompts = prompts;
        _limit = limit;
        _ends = [.. options.EndIds.Select(id => (long)id)];
    }

    /// <summary>Searches.</summary>
    /// <param name="start">Prompts or start tokens, <c>[B, T]</c>.</param>
    /// <param name="cancellation">Ends the loop between two tokens.</param>
    /// <returns>The best sequences of each input and their scores.</returns>
    public GeneratedTokens Run(Tensor start, CancellationToken cancellation)
    {
        BeamRow[] rows = [.. _prompts.Select(_ => new BeamRow(_options, _limit))];
        // The inputs in the decoder's batch. At first each is there once: its beams have yet to part.
        int[] places = [.. Enumerable.Range(0, rows.Length)];
        int width = 1;
        for (int written = 0; written < _limit; written++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var next = written == 0
                ? start
                : tensor(places.SelectMany(place => rows[place].Running).Select(beam => beam.Tokens!.Id).ToArray(), device: start.device).unsqueeze(1);
            var logs = functional.log_softmax(_state.Read(next), -1); // [R, V]
            int[] now = places;
            int beams = width;
            bool last = written == _limit - 1;
            logs = _rules.Apply(logs, _prompts[0].Length + written, last, (row, count) => Tail(now[row / beams], rows[now[row / beams]].Running[row % beams].Tokens, count));
            var (scores, indices) = Best(logs, [.. places.Select(place => rows[place])], width);
            long vocabularySize = logs.size(1);
            int candidates = scores.Length / places.Length;
            for (int row = 0; row < places.Length; row++)
                rows[places[row]].Advance(scores.AsSpan(row * candidates, candidates), indices.AsSpan(row * candidates, candidates), vocabularySize, _ends, last);
            int[] open = [.. Enumerable.Range(0, places.Length).Where(row => !rows[now[row]].IsDone)];
            if (open.Length == 0 || last)
                break;
            bool drop = 2 * open.Length <= places.Length;
            if (!drop)
                open = [.. Enumerable.Range(0, places.Length)];
            long[] parents = [.. open.SelectMany(row => rows[now[row]].Running.Select(beam => (long)row * beams + (beams == 1 ? 0 : beam.Parent)))];
            if (drop || width < _options.Beams)
                _state.Take(parents);
            else
                _state.Reorder(parents);
            places = [.. open.Select(row => now[row])];
            width = _options.Beams;
        }
        return Collect(rows);
    }

    // The best continuations of each input over all of its beams. A beam may end, so there are enough for others to go on.
    private (float[] Scores, long[] Indices) Best(Tensor logs, BeamRow[] rows, int width)
    {
        int beams = _options.Beams;
        long inputs = rows.Length, vocabularySize = logs.size(1);
        var running = tensor(rows.SelectMany(row => row.Running).Select(beam => beam.Score).ToArray(), device: logs.device).view(inputs, beams, 1);
        var sums = logs.view(inputs, width, vocabularySize) + running; // [inputs, beams, V]
        long kept = Math.Min((long)Math.Max(2, 1 + _ends.Count) * beams, beams * vocabularySize);
        var (scores, indices) = sums.view(inputs, beams * vocabularySize).topk((int)kept);
        return (scores.cpu().data<float>().ToArray(), indices.cpu().data<long>().ToArray());
    }

    private long[] Tail(int place, BeamToken? tokens, int count)
    {
        var tail = new Stack<long>();
        for (; tokens is not null && tail.Count < count; tokens = tokens.Previous)
            tail.Push(tokens.Id);
        long[] prompt = _prompts[place];
        for (int index = prompt.Length - 1; index >= 0 && tail.Count < count; index--)
            tail.Push(prompt[index]);
        return [.. tail];
    }

    private GeneratedTokens Collect(BeamRow[] rows)
    {
        // Hugging Face takes a padding id of 0 for none given, and then pads with the first end token.
        long padding = _options.PaddingId == 0 && _options.EndIds.Count > 0 ? _options.EndIds[0] : _options.PaddingId;
        var best = rows.SelectMany((row, place) => row.Ended.Take(_options.ReturnSequences).Select(beam => (beam.Score, Tokens: Tail(place, beam.Tokens, int.MaxValue)))).ToArray();
        int longest = best.Max(beam => beam.Tokens.Length);
        return new(
            [.. best.Select(beam => beam.Tokens.Concat(Enumerable.Repeat(padding, longest - beam.Tokens.Length)).ToArray())],
            [.. best.Select(beam => (double)beam.Score)]);
    }
}
