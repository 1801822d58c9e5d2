using Rote.Generation;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>Beam search written down plainly: one input, no cache, whole sequences read again at each step, everything in lists.</summary>
internal sealed class BeamSearchReference(Transformer model, GenerationOptions options)
{
    private const double Nothing = -1e9;

    private sealed record Candidate(long[] Tokens, double Score, bool Ended);

    public (long[] Tokens, double Score)[] Search(long[] input)
    {
        using var scope = NewDisposeScope();
        var ids = tensor(input).unsqueeze(0);
        var memory = model.Spec.Encoder is null ? null : model.Encode(ids);
        long[] prompt = memory is null ? input : [options.DecoderStartId];
        Candidate[] running = [.. Enumerable.Range(0, options.Beams).Select(beam => new Candidate(prompt, beam == 0 ? 0 : Nothing, false))];
        Candidate[] finished = [.. Enumerable.Repeat(new Candidate(prompt, Nothing, false), options.Beams)];
        bool canImprove = true;
        for (int length = 1; length <= options.MaxNewTokens; length++)
        {
            bool full = finished.All(beam => beam.Ended);
            var continued = running.SelectMany(beam => Continuations(beam, memory, length)).OrderByDescending(beam => beam.Score);
            Candidate[] best = [.. continued.Take((1 + options.EndIds.Count) * options.Beams)];
            running = [.. best.Select(beam => beam.Ended ? beam with { Score = beam.Score + Nothing } : beam).OrderByDescending(beam => beam.Score).Take(options.Beams)];
            if (canImprove && !(full && options.Stopping == BeamStopping.Early))
            {
                var added = best.Take(options.Beams).Where(beam => beam.Ended).Select(beam => beam with { Score = beam.Score / Math.Pow(length, options.LengthPenalty) });
                finished = [.. finished.Concat(added).OrderByDescending(beam => beam.Score).Take(options.Beams)];
            }
            int hoped = options.Stopping == BeamStopping.Never && options.LengthPenalty > 0 ? options.MaxNewTokens : length;
            double reachable = running[0].Score / Math.Pow(hoped, options.LengthPenalty);
            canImprove &= finished.Any(beam => reachable > (beam.Ended ? finished.Min(other => other.Score) : Nothing));
            if (!canImprove || (options.Stopping == BeamStopping.Early && finished.All(beam => beam.Ended)))
                break;
        }
        return [.. finished.Take(options.ReturnSequences).Select(beam => (beam.Tokens, beam.Score))];
    }

    private IEnumerable<Candidate> Continuations(Candidate beam, Tensor? memory, int length)
    {
        float[] logs;
        using (NewDisposeScope())
        {
            var scores = model.Scores(model.Decode(tensor(beam.Tokens).unsqueeze(0), new StackInputs { Memory = memory }));
            logs = nn.functional.log_softmax(scores[0][-1], -1).data<float>().ToArray();
        }
        bool last = length == options.MaxNewTokens;
        for (int id = 0; id < logs.Length; id++)
        {
            double log = last && options.ForcedEndId is { } forced ? (id == forced ? 0 : double.NegativeInfinity) : logs[id];
            if (!options.BadWords.Any(word => word.Count == 1 && word[0] == id) || last && options.ForcedEndId is not null)
                yield return new Candidate([.. beam.Tokens, id], beam.Score + log, last || options.EndIds.Contains(id));
        }
    }
}
