namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Everything between white space.</summary>
    public sealed record WhitespaceSplit : PreTokenizer
    {
        internal override bool SplitsAtSpaces => true;

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            var text = piece.Span;
            int start = 0;
            for (int at = 0; at <= text.Length; at++)
            {
                // White space is never outside the first plane.
                if (at < text.Length && !char.IsWhiteSpace(text[at]))
                    continue;
                if (at > start)
                    take(piece.Slice(start, at - start));
                start = at + 1;
            }
        }
    }
}
