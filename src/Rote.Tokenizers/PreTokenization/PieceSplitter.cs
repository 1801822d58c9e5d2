using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>Splits pieces at the matches of a pattern.</summary>
internal static class PieceSplitter
{
    /// <summary>Splits a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="pattern">What to look for.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="invert">True swaps matches and what lies between them.</param>
    /// <param name="take">Receives the parts; none is empty.</param>
    public static void Split(Piece piece, SplitPattern pattern, SplitBehavior behavior, bool invert, Action<Piece> take)
    {
        int start = 0, end = 0;
        bool before = false;
        foreach (var part in pattern.Parts(piece.Span))
        {
            bool isMatch = part.IsMatch != invert;
            if (!Joins(behavior, before, isMatch))
            {
                Push(start, end);
                start = part.Start;
            }
            end = part.Start + part.Length;
            if (isMatch && behavior == SplitBehavior.Removed)
                start = end;
            before = isMatch;
        }
        Push(start, end);

        void Push(int from, int to)
        {
            if (to > from)
                take(piece.Slice(from, to - from));
        }
    }

    private static bool Joins(SplitBehavior behavior, bool matchBefore, bool match) => behavior switch
    {
        SplitBehavior.Removed or SplitBehavior.Isolated => false,
        SplitBehavior.MergedWithPrevious => match && !matchBefore,
        SplitBehavior.MergedWithNext => matchBefore && !match,
        SplitBehavior.Contiguous => match == matchBefore,
        _ => throw new UnreachableException(),
    };
}
