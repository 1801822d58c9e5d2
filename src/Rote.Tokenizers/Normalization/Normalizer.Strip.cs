namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Drops white space at the ends of the text.</summary>
    /// <param name="Left">True: at the start.</param>
    /// <param name="Right">True: at the end.</param>
    public sealed record Strip(bool Left, bool Right) : Normalizer
    {
        internal override bool KeepsWordsApart => !Left;

        internal override Piece Apply(Piece piece)
        {
            var text = piece.Span;
            // White space is never outside the first plane.
            int start = 0, end = text.Length;
            while (Left && start < end && char.IsWhiteSpace(text[start]))
                start++;
            while (Right && end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
            return piece.Slice(start, end - start);
        }
    }
}
