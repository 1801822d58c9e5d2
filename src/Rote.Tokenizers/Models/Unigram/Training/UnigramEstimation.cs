namespace Rote.Tokenizers;

/// <summary>Expectation and maximization: fits the pieces' scores to the words.</summary>
/// <remarks>
/// Kudo 2018, section 3.2, https://arxiv.org/abs/1804.10959; with a sparse prior as in Liang and Klein 2007, Structured Bayesian nonparametric models with
/// variational inference: exp(ψ(n)) stands for a count n.
/// </remarks>
internal static class UnigramEstimation
{
    /// <summary>Pieces expected less often are dropped, as SentencePiece does.</summary>
    private const double LeastExpected = 0.5;

    /// <summary>One round.</summary>
    /// <param name="corpus">The words.</param>
    /// <param name="lexicon">The pieces.</param>
    /// <returns>The pieces that are left, with new scores, in the same order; and the figures of <see cref="UnigramIteration"/>.</returns>
    public static (UnigramLexicon Lexicon, double Objective, long Tokens) Iterate(UnigramCorpus corpus, UnigramLexicon lexicon)
    {
        double[] expected = new double[lexicon.Count];
        var (objective, tokens) = corpus.Expect(lexicon, expected);
        int[] kept = [.. Enumerable.Range(0, lexicon.Texts.Length).Where(piece => expected[piece] >= LeastExpected)];
        // Of a few characters of text nothing may be left; then the pieces stay as they are.
        if (kept.Length == 0)
            return (lexicon, objective, tokens);
        double logSum = Digamma(kept.Sum(piece => expected[piece]));
        return (new UnigramLexicon([.. kept.Select(piece => lexicon.Texts[piece])], [.. kept.Select(piece => Digamma(expected[piece]) - logSum)]), objective, tokens);
    }

    /// <summary>The digamma function ψ of a positive number: its asymptotic series around x - 1/2 from 7 on, and below that ψ(x) = ψ(x + 1) - 1/x.</summary>
    /// <remarks>The series is cut off where Hugging Face and SentencePiece do; the error is below 1e-8.</remarks>
    internal static double Digamma(double x)
    {
        double shift = 0;
        for (; x < 7; x++)
            shift -= 1 / x;
        double middle = x - 0.5, square = 1 / (middle * middle), fourth = square * square;
        return shift + Math.Log(middle) + square / 24 - 7.0 / 960 * fourth + 31.0 / 8064 * fourth * square - 127.0 / 30720 * fourth * fourth;
    }
}
