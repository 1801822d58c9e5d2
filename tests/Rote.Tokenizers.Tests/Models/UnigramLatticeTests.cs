using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class UnigramLatticeTests
{
    /// <summary>Sums of a few dozen terms of either sign of magnitude 10.</summary>
    private const double Tolerance = 1e-10;

    private static readonly string[] Characters = ["a", "b", "é", "😀"];

    // Some characters are pieces, some are unknown; 😀 is two UTF-16 units.
    private static readonly Gen<string> Words = Gen.Int[0, 3].Array[1, 7].Select(which => string.Concat(which.Select(index => Characters[index])));

    private static readonly Gen<UnigramLexicon> Lexicons = Gen.Select(Words, Gen.Double[-8, 0]).List[0, 20].Select(pieces =>
    {
        (string, double)[] distinct = [("a", -1.5), ("😀", -2.5), .. pieces.DistinctBy(piece => piece.Item1).Where(piece => piece.Item1 is not ("a" or "😀"))];
        return new UnigramLexicon([.. distinct.Select(piece => piece.Item1)], [.. distinct.Select(piece => piece.Item2)]);
    });

    [Fact]
    public void Expected_counts_are_those_of_all_cuts() => Gen.Select(Words, Lexicons, Gen.Int[1, 5]).Sample((word, lexicon, count) =>
    {
        var cuts = Cuts(word, lexicon).ToList();
        double likelihood = cuts.Sum(cut => Math.Exp(ScoreOf(cut, lexicon)));
        double[] expected = new double[lexicon.Count], actual = new double[lexicon.Count];
        foreach (int[] cut in cuts)
        {
            foreach (int piece in cut)
                expected[piece] += count * Math.Exp(ScoreOf(cut, lexicon)) / likelihood;
        }
        var lattice = new UnigramLattice();
        lattice.Fill(word, lexicon);
        Assert.Equal(Math.Log(likelihood), lattice.AddExpected(count, actual), Tolerance);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }, iter: 1000);

    [Fact]
    public void Best_cut_is_the_best_of_all_with_and_without_a_piece() => Gen.Select(Words, Lexicons).Sample((word, lexicon) =>
    {
        var lattice = new UnigramLattice();
        int whole = lexicon.Trie.Find(word);
        foreach (int without in new[] { -1, word.Length > (char.IsHighSurrogate(word[0]) ? 2 : 1) ? whole : -1 })
        {
            lattice.Fill(word, lexicon, without);
            int[] best = [.. lattice.BestPath(out double score)];
            Assert.Equal(ScoreOf(best, lexicon), score, Tolerance);
            Assert.Equal(Cuts(word, lexicon).Where(cut => !cut.Contains(without)).Max(cut => ScoreOf(cut, lexicon)), score, Tolerance);
        }
    }, iter: 1000);

    [Fact]
    public void Words_of_any_length_are_summed_up_without_loss()
    {
        // Each cut of n characters in ones and twos, all equally likely by character: the likelihood is Fibonacci's number times 2⁻ⁿ.
        const int Length = 100_000;
        var lexicon = new UnigramLexicon(["a", "aa"], [-Math.Log(2), -2 * Math.Log(2)]);
        double[] expected = new double[lexicon.Count];
        var lattice = new UnigramLattice();
        lattice.Fill(new string('a', Length), lexicon);
        double golden = (1 + Math.Sqrt(5)) / 2;
        double likelihood = lattice.AddExpected(1, expected);
        double logarithm = (Length + 1) * Math.Log(golden) - Math.Log(Math.Sqrt(5)) - Length * Math.Log(2);
        Assert.Equal(1, likelihood / logarithm, Tolerance);
        Assert.Equal(1, (expected[0] + 2 * expected[1]) / Length, Tolerance);
        Assert.Equal(0, expected[lexicon.UnknownId]);
    }

    [Fact]
    public void Digamma_equals_known_values()
    {
        const double Known = 1e-8;
        const double Gamma = 0.57721566490153286;
        Assert.Equal(-Gamma, UnigramEstimation.Digamma(1), Known);
        Assert.Equal(-Gamma - 2 * Math.Log(2), UnigramEstimation.Digamma(0.5), Known);
        Assert.Equal(1.5 - Gamma, UnigramEstimation.Digamma(3), Known);
        Assert.Equal(Math.Log(1e9) - 0.5e-9, UnigramEstimation.Digamma(1e9), Known);
    }

    private static double ScoreOf(int[] cut, UnigramLexicon lexicon) => cut.Sum(piece => piece == lexicon.UnknownId ? lexicon.UnknownScore : lexicon.Scores[piece]);

    // By plain search; the order of the pieces does not matter here.
    private static IEnumerable<int[]> Cuts(string word, UnigramLexicon lexicon)
    {
        if (word.Length == 0)
            return [[]];
        int width = char.IsHighSurrogate(word[0]) ? 2 : 1;
        var first = lexicon.Texts.Index().Where(piece => word.StartsWith(piece.Item, StringComparison.Ordinal)).Select(piece => (piece.Index, piece.Item.Length)).ToList();
        if (!first.Any(piece => piece.Length == width))
            first.Add((lexicon.UnknownId, width));
        return first.SelectMany(piece => Cuts(word[piece.Length..], lexicon).Select(rest => (int[])[piece.Index, .. rest]));
    }
}
