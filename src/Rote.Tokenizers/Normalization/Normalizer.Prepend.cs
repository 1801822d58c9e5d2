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
            if (piece.Length == 0 || Text.Length == 0)
                return piece;
            var editor = new PieceEditor(piece);
            Rune.DecodeFromUtf16(piece.Span, out var first, out _);
            int change = 0;
            foreach (var rune in Text.EnumerateRunes())
            {
                editor.Append(rune, change);
                change = 1;
            }
            editor.Append(first, change);
            editor.KeepUntil(piece.Length);
            return editor.Finish();
        }
    }
}
