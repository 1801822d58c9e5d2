using System.Diagnostics;

namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Splits at every match of a pattern.</summary>
    /// <param name="Pattern">What to look for.</param>
    /// <param name="Behavior">What becomes of the matches.</param>
    /// <param name="Invert">True swaps matches and what lies between them.</param>
    public sealed record Split(SplitPattern Pattern, SplitBehavior Behavior, bool Invert = false) : PreTokenizer
    {
        internal override void Apply(Piece piece, List<Piece> pieces)
        {
            if (Pattern is SplitPattern.EveryCharacter && Behavior == SplitBehavior.Isolated)
            {
                Isolate(piece, pieces);
                return;
            }
            var parts = new List<(int Start, int Length, bool IsMatch)>();
            Pattern.Find(piece.Span, parts);
            int start = 0, end = 0;
            bool before = false;
            foreach (var part in parts)
            {
                bool isMatch = part.IsMatch != Invert;
                if (!Joins(before, isMatch))
                {
                    Push(start, end);
                    start = part.Start;
                }
                end = part.Start + part.Length;
                if (isMatch && Behavior == SplitBehavior.Removed)
                    start = end;
                before = isMatch;
            }
            Push(start, end);

            void Push(int from, int to)
            {
                if (to > from)
                    pieces.Add(piece.Slice(from, to - from));
            }
        }

        // The general way without its list: a text of characters has as many pieces as characters.
        private static void Isolate(Piece piece, List<Piece> pieces)
        {
            pieces.EnsureCapacity(pieces.Count + piece.Length);
            int at = 0;
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                pieces.Add(piece.Slice(at, rune.Utf16SequenceLength));
                at += rune.Utf16SequenceLength;
            }
        }

        private bool Joins(bool matchBefore, bool match) => Behavior switch
        {
            SplitBehavior.Removed or SplitBehavior.Isolated => false,
            SplitBehavior.MergedWithPrevious => match && !matchBefore,
            SplitBehavior.MergedWithNext => matchBefore && !match,
            SplitBehavior.Contiguous => match == matchBefore,
            _ => throw new UnreachableException(),
        };
    }
}
