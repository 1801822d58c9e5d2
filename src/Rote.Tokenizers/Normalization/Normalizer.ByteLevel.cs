using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Writes every byte of the text's UTF-8 as a character of the byte-level alphabet. All bytes of a character have its range.</summary>
    public sealed record ByteLevel : Normalizer
    {
        internal override Piece Apply(Piece piece)
        {
            var text = piece.Span;
            // Printable ASCII stands for itself; a space does not.
            int at = text.IndexOfAnyExceptInRange('!', '~');
            if (at < 0)
                return piece;
            if (Ascii.IsValid(text))
                return SameLength(piece);
            var editor = new PieceEditor(piece);
            Span<byte> bytes = stackalloc byte[4];
            while (at < text.Length)
            {
                editor.KeepUntil(at);
                Rune.DecodeFromUtf16(text[at..], out var rune, out int width);
                int count = rune.EncodeToUtf8(bytes);
                for (int index = 0; index < count; index++)
                    editor.Append(new Rune(ByteAlphabet.CharacterOf(bytes[index])), index == 0 ? 0 : 1);
                at += width;
                int plain = text[at..].IndexOfAnyExceptInRange('!', '~');
                at = plain < 0 ? text.Length : at + plain;
            }
            editor.KeepUntil(text.Length);
            return editor.Finish();
        }

        private static Piece SameLength(Piece piece) => piece.Replaced(string.Create(piece.Length, piece, static (units, piece) =>
        {
            var text = piece.Span;
            for (int at = 0; at < units.Length; at++)
                units[at] = ByteAlphabet.CharacterOf((byte)text[at]);
        }));
    }
}
