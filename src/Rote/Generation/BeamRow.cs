namespace Rote.Generation;

/// <summary>The search of one input: its open beams and the best of those that ended.</summary>
/// <remarks>Scores are float32, and the order of operations is Hugging Face's, so that ties and near-ties fall alike.</remarks>
internal sealed class BeamRow
{
    // Far below every score; added to what must not be chosen.
    private const float Excluded = -1e9f;
    private readonly GenerationOptions _options;
    private readonly int _limit;
    private int _written;
    private bool _canImprove = true;

    /// <summary>Makes a search that has read nothing.</summary>
    /// <param name="options">Beams, penalty, stopping.</param>
    /// <param name="limit">Tokens to write at most.</param>
    public BeamRow(GenerationOptions options, int limit)
    {
        _options = options;
        _limit = limit;
        // All beams are equal at first: only one may be continued.
        Running = [.. Enumerable.Range(0, options.Beams).Select(beam => new Open(beam == 0 ? 0 : Excluded, null, beam))];
        Ended = [.. Enumerable.Repeat(new Closed(Excluded, null, IsReal: false), options.Beams)];
    }

    /// <summary>The beams that go on, the best first.</summary>
    public Open[] Running { get; private set; }

    /// <summary>The best sequences that ended, the best first; places not yet taken stand at the end.</summary>
    public Closed[] Ended { get; private set; }

    /// <summary>True when nothing that is still written can change <see cref="Ended"/>.</summary>
    public bool IsDone => !_canImprove || (_options.Stopping == BeamStopping.Early && IsFull);

    private bool IsFull => Ended.All(beam => beam.IsReal);

    /// <summary>Takes the best continuations.</summary>
    /// <param name="scores">Sums of log-probabilities, the best first.</param>
    /// <param name="indices">Beam · V + token of each.</param>
    /// <param name="vocabularySize">V.</param>
    /// <param name="ends">Tokens that end a sequence.</param>
    /// <param name="last">True when no token follows.</param>
    public void Advance(ReadOnlySpan<float> scores, ReadOnlySpan<long> indices, long vocabularySize, HashSet<long> ends, bool last)
    {
        _written++;
        bool closed = IsDone;
        float divisor = Divisor(_written);
        var running = new List<Open>(scores.Length);
        var ended = new List<Closed>(Ended);
        for (int rank = 0; rank < scores.Length; rank++)
        {
            int parent = (int)(indices[rank] / vocabularySize);
            long token = indices[rank] % vocabularySize;
            var tokens = new BeamToken(Running[parent].Tokens, token);
            bool stops = last || ends.Contains(token);
            running.Add(new Open(stops ? scores[rank] + Excluded : scores[rank], tokens, parent));
            // The others of the candidates are there only so that enough beams go on.
            if (stops && rank < _options.Beams && !closed)
                ended.Add(new Closed(scores[rank] / divisor, tokens, IsReal: true));
        }
        Running = [.. running.OrderByDescending(beam => beam.Score).Take(_options.Beams)];
        Ended = [.. ended.OrderByDescending(beam => beam.Score).Take(_options.Beams)];
        _canImprove &= CanImprove();
    }

    private bool CanImprove()
    {
        bool longest = _options.Stopping == BeamStopping.Never && _options.LengthPenalty > 0;
        float best = Running[0].Score / Divisor(longest ? _limit : _written);
        return best > (IsFull ? Ended[^1].Score : Excluded);
    }

    private float Divisor(int length) => (float)Math.Pow(length, _options.LengthPenalty);

    /// <summary>A beam that goes on.</summary>
    /// <param name="Score">The sum of its log-probabilities.</param>
    /// <param name="Tokens">What it wrote.</param>
    /// <param name="Parent">The beam that it continues.</param>
    internal readonly record struct Open(float Score, BeamToken? Tokens, int Parent);

    /// <summary>A sequence that ended, or a place not yet taken.</summary>
    /// <param name="Score">The sum of its log-probabilities / length^penalty.</param>
    /// <param name="Tokens">What it wrote.</param>
    /// <param name="IsReal">False at a place not yet taken.</param>
    internal readonly record struct Closed(float Score, BeamToken? Tokens, bool IsReal);
}
