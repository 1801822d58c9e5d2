using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>
    /// Lower case by Unicode's full mapping, character by character as Hugging Face's does: İ becomes i and a dot above, and Σ is σ at a word's end too.
    /// </summary>
    public sealed record Lowercase : Normalizer
    {
        private const int CapitalIWithDot = 0x130;
        private static readonly Rune DotAbove = new(0x307);

        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece)
        {
            bool changes = false, grows = false;
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                changes |= Lower(rune) != rune;
                grows |= rune.Value == CapitalIWithDot;
            }
            return grows ? Rewritten(piece) : changes ? SameLength(piece) : piece;
        }

        private static Piece SameLength(Piece piece) => piece.Replaced(string.Create(piece.Length, piece, static (units, piece) =>
        {
            foreach (var rune in piece.Span.EnumerateRunes())
                units = units[Lower(rune).EncodeToUtf16(units)..];
        }));

        private static Piece Rewritten(Piece piece)
        {
            var editor = new PieceEditor(piece);
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                editor.Append(Lower(rune), 0);
                if (rune.Value == CapitalIWithDot)
                    editor.Append(DotAbove, 1);
            }
            return editor.Finish();
        }

        // The capitals of Unicode 17, which the runtime may not know yet, are named; a pair of cases is equally long in UTF-16.
        private static Rune Lower(Rune rune) => rune.Value switch
        {
            CapitalIWithDot => new Rune('i'),
            0xA7CE or 0xA7D2 or 0xA7D4 => new Rune(rune.Value + 1),
            >= 0x16EA0 and <= 0x16EB8 => new Rune(rune.Value + 0x1B),
            _ => Rune.ToLowerInvariant(rune),
        };
    }
}
