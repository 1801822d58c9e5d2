using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Puts a text before every text that is not empty: before each piece between added tokens. It has the range of the first character.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Prepend(string Text) : Normalizer
    {
        internal override Piece Apply(Piece piece)
        {
            if (piece.Length == 0)
                return piece;
            var editor = new PieceEditor(piece);
            Rune.DecodeFromUtf16(piece.Span, out var first, out int width);
            int change = 0;
            foreach (var rune in Text.EnumerateRunes())
            {
                editor.Append(rune, change);
                change = 1;
            }
            // Where nothing is put before it, it loses its range all the same, as in Hugging Face's.
            editor.Append(first, 1);
            editor.SkipUntil(width);
            editor.KeepUntil(piece.Length);
            return editor.Finish();
        }
    }
}
