namespace Rote.Tokenizers;

/// <summary>Drops the pieces that the likelihood of the words needs least.</summary>
/// <remarks>Kudo 2018, section 3.2, https://arxiv.org/abs/1804.10959: here by the loss that Hugging Face and SentencePiece estimate.</remarks>
internal static class UnigramPruning
{
    /// <summary>Prunes.</summary>
    /// <param name="corpus">The words.</param>
    /// <param name="lexicon">The pieces.</param>
    /// <param name="size">How many pieces are to stay, the unknown one counted. More stay if so many cannot be done without.</param>
    /// <returns>What stays: first the pieces that nothing can stand for, then by loss, the greatest first.</returns>
    public static UnigramLexicon Prune(UnigramCorpus corpus, UnigramLexicon lexicon, int size)
    {
        double[] counts = new double[lexicon.Count];
        corpus.CountBest(lexicon, counts);
        double sum = counts.Sum();
        // Infinite: it stays. Not a number: it goes.
        double[] losses = new double[lexicon.Texts.Length];
        corpus.ForEach(lexicon, (piece, lattice) => losses[piece] = Loss(piece, lattice, lexicon, counts, sum, corpus.Occurrences));
        int[] kept = [.. Enumerable.Range(0, losses.Length).Where(piece => double.IsPositiveInfinity(losses[piece]))];
        var pruned = Enumerable.Range(0, losses.Length).Where(piece => double.IsFinite(losses[piece])).OrderByDescending(piece => losses[piece])
            .Take(Math.Max(0, size - 1 - kept.Length));
        int[] ids = [.. kept, .. pruned];
        return new UnigramLexicon([.. ids.Select(id => lexicon.Texts[id])], [.. ids.Select(id => lexicon.Scores[id])]);
    }

    // What the mean log-likelihood of a word loses if the piece's next best cut takes its place wherever it stands.
    private static double Loss(int piece, UnigramLattice lattice, UnigramLexicon lexicon, double[] counts, double sum, long words)
    {
        string text = lexicon.Texts[piece];
        if (text.Length == (char.IsHighSurrogate(text[0]) ? 2 : 1))
            return double.PositiveInfinity;
        double count = counts[piece];
        if (count == 0)
            return double.NaN;
        lattice.Fill(text, lexicon, without: piece);
        var alternative = lattice.BestPath(out double score);
        // Another cut is as good as the piece: then it does not compete for its place by loss, and stays since it is used.
        if (score >= lexicon.Scores[piece])
            return double.PositiveInfinity;
        // The count moves to every piece of the alternative, so its length would belong here; Hugging Face has the number of all pieces, and what stays
        // depends on it.
        double logSum = Math.Log(sum + count * (lexicon.Count - 1));
        double before = Math.Log(count) - Math.Log(sum), after = 0;
        // From the first to the last: many pieces lose the same but for rounding, and rounded as Hugging Face rounds it the same ones stay.
        for (int at = alternative.Length - 1; at >= 0; at--)
            after += Math.Log(counts[alternative[at]] + count) - logSum;
        return count / words * (before - after);
    }
}
