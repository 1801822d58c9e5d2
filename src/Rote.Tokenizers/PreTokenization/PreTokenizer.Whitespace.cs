using System.Text;

namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Runs of word characters and runs of others, without white space between: <c>\w+|[^\w\s]+</c> as Rust's regex crate reads it.</summary>
    public sealed record Whitespace : PreTokenizer
    {
        private enum Kind
        {
            Space,
            Word,
            Other,
        }

        internal override bool SplitsAtSpaces => true;

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            var open = Kind.Space;
            int start = 0, at = 0;
            foreach (var rune in piece.Span.EnumerateRunes())
            {
                var kind = WordCharacters.Contains(rune) ? Kind.Word : Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other;
                if (kind != open)
                {
                    if (open != Kind.Space)
                        take(piece.Slice(start, at - start));
                    (open, start) = (kind, at);
                }
                at += rune.Utf16SequenceLength;
            }
            if (open != Kind.Space)
                take(piece.Slice(start, at - start));
        }
    }
}
