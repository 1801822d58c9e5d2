namespace Rote.Tokenizers;

/// <summary>
/// The words to train on, in a fixed number of blocks. Blocks are worked on by all processors, and what they give is added up in their order: sums of
/// floating-point numbers are the same whatever the number of processors.
/// </summary>
internal sealed class UnigramCorpus
{
    private const int Blocks = 16;

    private readonly IReadOnlyList<WordCount> _words;
    private readonly int[] _ends = new int[Blocks];
    private readonly double[][] _sums = new double[Blocks][];
    private readonly UnigramLattice[] _lattices = [.. Enumerable.Range(0, Blocks).Select(_ => new UnigramLattice())];
    private readonly CancellationToken _cancellation;

    public UnigramCorpus(IReadOnlyList<WordCount> words, CancellationToken cancellation)
    {
        _words = words;
        _cancellation = cancellation;
        long length = 0, all = words.Sum(word => (long)word.Word.Length);
        for (int at = 0, block = 0; at < words.Count; at++)
        {
            length += words[at].Word.Length;
            Occurrences += words[at].Count;
            while (block < Blocks && length * Blocks >= all * (block + 1))
                _ends[block++] = at + 1;
        }
    }

    /// <summary>How often the words are there, all together.</summary>
    public long Occurrences { get; }

    /// <summary>How often each piece is expected in the words, over all ways to cut them.</summary>
    /// <param name="lexicon">The pieces.</param>
    /// <param name="expected">Receives the sums, by piece.</param>
    /// <returns>The mean of the negative logarithm of a word's likelihood; and how many pieces the best cuts of the words have, each word counted once.</returns>
    public (double Objective, long Tokens) Expect(UnigramLexicon lexicon, Span<double> expected)
    {
        double[] objectives = new double[Blocks];
        long[] tokens = new long[Blocks];
        AddUp(lexicon, expected, (word, block) =>
        {
            objectives[block] -= word.Count * _lattices[block].AddExpected(word.Count, _sums[block]) / Occurrences;
            tokens[block] += _lattices[block].BestPath(out _).Length;
        });
        return (objectives.Sum(), tokens.Sum());
    }

    /// <summary>How often each piece is in the best cuts of the words.</summary>
    public void CountBest(UnigramLexicon lexicon, Span<double> counts) => AddUp(lexicon, counts, (word, block) =>
    {
        foreach (int piece in _lattices[block].BestPath(out _))
            _sums[block][piece] += word.Count;
    });

    /// <summary>Works on every piece; nothing may be added up over them.</summary>
    public void ForEach(UnigramLexicon lexicon, Action<int, UnigramLattice> work) => Run(block =>
    {
        int end = End(block);
        for (int piece = End(block - 1); piece < end; piece++)
        {
            _cancellation.ThrowIfCancellationRequested();
            work(piece, _lattices[block]);
        }

        int End(int block) => (int)((long)lexicon.Texts.Length * (block + 1) / Blocks);
    });

    private void AddUp(UnigramLexicon lexicon, Span<double> totals, Action<WordCount, int> add)
    {
        Run(block =>
        {
            // The pieces only become fewer.
            double[] sums = _sums[block] ??= new double[lexicon.Count];
            sums.AsSpan(0, lexicon.Count).Clear();
            for (int at = block == 0 ? 0 : _ends[block - 1]; at < _ends[block]; at++)
            {
                _cancellation.ThrowIfCancellationRequested();
                _lattices[block].Fill(_words[at].Word, lexicon);
                add(_words[at], block);
            }
        });
        totals.Clear();
        foreach (double[] sums in _sums)
        {
            for (int piece = 0; piece < totals.Length; piece++)
                totals[piece] += sums[piece];
        }
    }

    private void Run(Action<int> work) => Parallel.For(0, Blocks, new ParallelOptions { CancellationToken = _cancellation }, work);
}
