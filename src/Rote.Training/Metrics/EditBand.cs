namespace Rote.Training.Metrics;

/// <summary>Edit distance between a reference and hypotheses of one length, inside a band around the diagonal, as Tercom counts it.</summary>
internal sealed class EditBand
{
    // Tercom's beam.
    private const int HalfWidth = 25;
    private const int Unreached = int.MaxValue / 2;

    private readonly int[] _reference;
    private readonly double _slope;
    private readonly int _halfWidth;
    private readonly int[][] _costs;
    private readonly Edit[][] _edits;
    private int[]? _words;

    public EditBand(int[] reference, int hypothesisLength)
    {
        _reference = reference;
        _slope = hypothesisLength > 0 ? (double)reference.Length / hypothesisLength : 1;
        // A steeper diagonal needs a wider band, or neighbouring rows would not meet.
        _halfWidth = HalfWidth < _slope / 2 ? (int)Math.Ceiling(_slope / 2 + HalfWidth) : HalfWidth;
        _costs = new int[hypothesisLength + 1][];
        _edits = new Edit[hypothesisLength + 1][];
        for (int i = 0; i <= hypothesisLength; i++)
        {
            _costs[i] = new int[reference.Length + 1];
            _edits[i] = new Edit[reference.Length + 1];
            Array.Fill(_costs[i], Unreached);
        }
        for (int j = 0; j <= reference.Length; j++)
            (_costs[0][j], _edits[0][j]) = (j, Edit.Insert);
    }

    private enum Edit : byte
    {
        Keep,
        Substitute,
        Delete,
        Insert,
    }

    /// <summary>The fewest insertions, deletions and substitutions. Rows of the words that begin the last hypothesis too are taken over.</summary>
    public int Distance(int[] words)
    {
        int same = _words is null ? 0 : words.AsSpan().CommonPrefixLength(_words);
        for (int i = same + 1; i <= words.Length; i++)
            FillRow(i, words[i - 1], isLast: i == words.Length);
        _words = words;
        return _costs[words.Length][_reference.Length];
    }

    /// <summary>How the last hypothesis lies along the reference.</summary>
    /// <returns>For each reference word the hypothesis word it lies at, or the one before it, −1 before the first; and which words of both sides are wrong.</returns>
    public (int[] Places, bool[] WrongReference, bool[] WrongHypothesis) Align()
    {
        int i = _words!.Length, j = _reference.Length;
        var (places, wrongReference, wrongHypothesis) = (new int[j], new bool[j], new bool[i]);
        while (i > 0 || j > 0)
        {
            var edit = _edits[i][j];
            if (edit != Edit.Delete)
                (places[j - 1], wrongReference[j - 1]) = (i - 1, edit != Edit.Keep);
            if (edit != Edit.Insert)
                wrongHypothesis[i - 1] = edit != Edit.Keep;
            if (edit != Edit.Delete)
                j--;
            if (edit != Edit.Insert)
                i--;
        }
        return (places, wrongReference, wrongHypothesis);
    }

    private void FillRow(int i, int word, bool isLast)
    {
        int diagonal = (int)Math.Floor(i * _slope);
        int end = isLast ? _reference.Length + 1 : Math.Min(_reference.Length + 1, diagonal + _halfWidth);
        for (int j = Math.Max(0, diagonal - _halfWidth); j < end; j++)
        {
            // Of equal costs Tercom takes keeping or substituting, then deletion, then insertion.
            var (cost, edit) = (_costs[i - 1][j] + 1, Edit.Delete);
            if (j > 0)
            {
                bool isSame = word == _reference[j - 1];
                int diagonalCost = _costs[i - 1][j - 1] + (isSame ? 0 : 1);
                if (diagonalCost <= cost)
                    (cost, edit) = (diagonalCost, isSame ? Edit.Keep : Edit.Substitute);
                if (_costs[i][j - 1] + 1 < cost)
                    (cost, edit) = (_costs[i][j - 1] + 1, Edit.Insert);
            }
            (_costs[i][j], _edits[i][j]) = (Math.Min(cost, Unreached), edit);
        }
    }
}
