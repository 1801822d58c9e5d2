namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Pieces of one length; the last may be shorter.</summary>
    public sealed record FixedLength : PreTokenizer
    {
        /// <summary>Makes the pre-tokenizer.</summary>
        /// <param name="length">Characters (code points) of a piece, &gt;= 1. Default: 5.</param>
        public FixedLength(int length = 5)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
            Length = length;
        }

        /// <summary>Characters (code points) of a piece.</summary>
        public int Length { get; }

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            var text = piece.Span;
            int start = 0, count = 0, width;
            for (int at = 0; at < text.Length; at += width)
            {
                if (count == Length)
                {
                    take(piece.Slice(start, at - start));
                    (start, count) = (at, 0);
                }
                CodePoint.At(text, at, out width);
                count++;
            }
            take(piece.Slice(start, text.Length - start));
        }
    }
}
