using System.Buffers;
using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>
    /// Lower case by Unicode's full mapping, character by character as Hugging Face's does: İ becomes i and a dot above, and Σ is σ at a word's end too.
    /// </summary>
    public sealed record Lowercase : Normalizer
    {
        private const char CapitalIWithDot = '\u0130';
        private static readonly Rune DotAbove = new(0x307);

        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece) =>
            piece.Span.Contains(CapitalIWithDot) ? Rewritten(piece) : Changes(piece.Span) ? piece.Replaced(Lowered(piece)) : piece;

        private static bool Changes(ReadOnlySpan<char> text)
        {
            if (text.ContainsAnyInRange('A', 'Z'))
                return true;
            int at = text.IndexOfAnyExceptInRange('\0', '\x7F');
            while (at >= 0 && at < text.Length)
            {
                int character = CodePoint.At(text, at, out int width);
                if (LowerCase.Of(character) != character)
                    return true;
                at += width;
            }
            return false;
        }

        private static string Lowered(Piece piece) => string.Create(piece.Length, piece, static (units, piece) =>
        {
            var text = piece.Span;
            if (Ascii.ToLower(text, units, out int at) != OperationStatus.InvalidData)
                return;
            while (at < text.Length)
            {
                int character = CodePoint.At(text, at, out int width);
                new Rune(LowerCase.Of(character)).EncodeToUtf16(units[at..]);
                at += width;
            }
        });

        private static Piece Rewritten(Piece piece)
        {
            var editor = new PieceEditor(piece);
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                editor.Append(new Rune(LowerCase.Of(rune.Value)), 0);
                if (rune.Value == CapitalIWithDot)
                    editor.Append(DotAbove, 1);
            }
            return editor.Finish();
        }
    }
}
