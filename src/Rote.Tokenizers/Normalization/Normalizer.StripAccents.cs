using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Drops combining marks. Letters with accents lose them only once decomposed.</summary>
    public sealed record StripAccents : Normalizer
    {
        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece)
        {
            // No combining mark lies below U+0300.
            if (!piece.Span.ContainsAnyInRange('\u0300', '\uFFFF'))
                return piece;
            var editor = new PieceEditor(piece);
            Rune? held = null;
            int dropped = 0;
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                if (NormalizationTable.Instance.IsMark(rune))
                {
                    dropped++;
                    continue;
                }
                if (held is { } kept)
                    editor.Append(kept, -dropped);
                else
                    editor.Skip(dropped);
                held = rune;
                dropped = 0;
            }
            if (held is { } last)
                editor.Append(last, -dropped);
            return editor.Finish();
        }
    }
}
