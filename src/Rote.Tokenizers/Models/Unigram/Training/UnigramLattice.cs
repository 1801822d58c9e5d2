namespace Rote.Tokenizers;

/// <summary>All ways to cut a word into pieces; it is used again for the next word.</summary>
internal sealed class UnigramLattice
{
    private const int None = -1;

    private Edge[] _edges = new Edge[64];
    private Place[] _places = new Place[32];
    private int[] _path = new int[32];
    private int _count;
    private int _length;

    /// <summary>Finds the pieces that a word holds. Where no piece is the next character alone, an unknown one is offered.</summary>
    /// <param name="word">The word, not empty.</param>
    /// <param name="lexicon">The pieces.</param>
    /// <param name="without">A piece of several characters that is left out; -1 for none.</param>
    public void Fill(ReadOnlySpan<char> word, UnigramLexicon lexicon, int without = None)
    {
        _count = 0;
        _length = word.Length;
        if (_places.Length <= _length)
        {
            _places = new Place[2 * _length];
            _path = new int[2 * _length];
        }
        _places.AsSpan(0, _length + 1).Fill(new Place { Last = None });
        var trie = lexicon.Trie;
        double[] scores = lexicon.Scores;
        for (int start = 0, width; start < word.Length; start += width)
        {
            width = char.IsHighSurrogate(word[start]) ? 2 : 1;
            bool single = false;
            int node = PieceTrie.Root;
            for (int end = start; end < word.Length && trie.Step(ref node, word[end]);)
            {
                end++;
                int piece = trie.PieceAt(node);
                if (piece < 0 || piece == without)
                    continue;
                Add(start, end, piece, scores[piece]);
                single |= end - start == width;
            }
            if (!single)
                Add(start, start + width, lexicon.UnknownId, lexicon.UnknownScore);
        }
    }

    /// <summary>Adds, for every piece, how often it is expected among all ways to cut the word, each as likely as its scores make it.</summary>
    /// <param name="count">How often the word is there.</param>
    /// <param name="expected">Receives the sums, by piece.</param>
    /// <returns>The logarithm of the word's likelihood.</returns>
    /// <remarks>
    /// Forward and backward algorithm, the backward pass over the share that each piece has of what ends where it ends: nothing but sums of
    /// positive numbers, so that no length of word loses precision.
    /// </remarks>
    public double AddExpected(double count, double[] expected)
    {
        for (int end = 1; end <= _length; end++)
        {
            ref var place = ref _places[end];
            double highest = double.NegativeInfinity;
            for (int at = place.Last; at != None; at = _edges[at].Before)
            {
                ref var edge = ref _edges[at];
                edge.Share = _places[edge.Start].Likelihood + edge.Score;
                highest = Math.Max(highest, edge.Share);
            }
            double sum = 0;
            for (int at = place.Last; at != None; at = _edges[at].Before)
            {
                ref var edge = ref _edges[at];
                edge.Share = Math.Exp(edge.Share - highest);
                sum += edge.Share;
            }
            place.Likelihood = highest + Math.Log(sum);
            place.Sum = sum;
        }
        _places[_length].Expected = count;
        for (int end = _length; end > 0; end--)
        {
            ref var place = ref _places[end];
            double whole = place.Expected / place.Sum;
            for (int at = place.Last; at != None; at = _edges[at].Before)
            {
                ref var edge = ref _edges[at];
                double part = whole * edge.Share;
                expected[edge.Piece] += part;
                _places[edge.Start].Expected += part;
            }
        }
        return _places[_length].Likelihood;
    }

    /// <summary>The way to cut the word whose scores add up to most; of equal sums, the one whose last piece begins earlier.</summary>
    /// <param name="score">The sum.</param>
    /// <returns>Its pieces, the last one first; valid until the next call.</returns>
    public ReadOnlySpan<int> BestPath(out double score)
    {
        for (int end = 1; end <= _length; end++)
        {
            ref var place = ref _places[end];
            place.Best = double.NegativeInfinity;
            for (int at = place.Last; at != None; at = _edges[at].Before)
            {
                double sum = _places[_edges[at].Start].Best + _edges[at].Score;
                // The earlier a piece begins, the later it comes here.
                if (sum >= place.Best)
                {
                    place.Best = sum;
                    place.BestEdge = at;
                }
            }
        }
        score = _places[_length].Best;
        int count = 0;
        for (int end = _length; end > 0;)
        {
            ref var edge = ref _edges[_places[end].BestEdge];
            _path[count++] = edge.Piece;
            end = edge.Start;
        }
        return _path.AsSpan(0, count);
    }

    private void Add(int start, int end, int piece, double score)
    {
        if (_count == _edges.Length)
            Array.Resize(ref _edges, 2 * _count);
        _edges[_count] = new Edge { Start = start, Piece = piece, Before = _places[end].Last, Score = score };
        _places[end].Last = _count++;
    }

    /// <summary>A piece at its place in the word.</summary>
    private struct Edge
    {
        public int Start;
        public int Piece;

        /// <summary>The edge added before this one that ends where it ends, or none.</summary>
        public int Before;
        public double Score;

        /// <summary>Its likelihood, on a scale that all edges share which end where it ends.</summary>
        public double Share;
    }

    /// <summary>A place between two UTF-16 units; in the middle of a character no edge ends or begins.</summary>
    private struct Place
    {
        /// <summary>The edge added last that ends here, or none.</summary>
        public int Last;
        public int BestEdge;
        public double Best;

        /// <summary>The logarithm of the likelihood of what is before.</summary>
        public double Likelihood;

        /// <summary>The sum of the shares of the edges that end here.</summary>
        public double Sum;

        /// <summary>How often a cut is expected here.</summary>
        public double Expected;
    }
}
