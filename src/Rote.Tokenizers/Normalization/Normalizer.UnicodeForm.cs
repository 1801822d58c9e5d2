using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>One of Unicode's four normalization forms (Unicode annex 15), with the tables that Hugging Face's tokenizers have (about Unicode 9).</summary>
    /// <param name="Form">The form.</param>
    /// <remarks>The runtime's own normalization is not used: it returns its input wherever InvariantGlobalization is on.</remarks>
    public sealed record UnicodeForm(NormalizationForm Form) : Normalizer
    {
        private bool Composes => Form is NormalizationForm.FormC or NormalizationForm.FormKC;

        // Below these characters a form changes nothing.
        private char FirstThatMayChange => Form switch
        {
            NormalizationForm.FormC => '\u0300',
            NormalizationForm.FormD => '\u00C0',
            _ => '\u00A0',
        };

        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece)
        {
            var text = piece.Span;
            int at = text.IndexOfAnyInRange(FirstThatMayChange, '\uFFFF');
            if (at < 0)
                return piece;
            PieceEditor? editor = null;
            List<(int Character, int Change, byte Class)> characters = [];
            int before = Math.Max(at - 1, 0);
            while (at < text.Length)
            {
                int end = EndOfChange(text, at, out int width);
                if (end == at)
                {
                    before = at;
                    at += width;
                    continue;
                }
                // What may change is closed off by what does not; only with the character before it may it compose.
                int start = Composes ? before : at;
                editor ??= new PieceEditor(piece);
                editor.KeepUntil(start);
                CanonicalOrder.Decompose(text[start..end], Form is NormalizationForm.FormKC or NormalizationForm.FormKD, characters);
                if (Composes)
                    CanonicalOrder.Compose(characters);
                foreach (var (character, change, _) in characters)
                    editor.Append(new Rune(character), change);
                at = end;
            }
            editor?.KeepUntil(text.Length);
            return editor?.Finish() ?? piece;
        }

        private int EndOfChange(ReadOnlySpan<char> text, int at, out int width)
        {
            width = 0;
            for (; at < text.Length; at += width)
            {
                if (!Decompositions.MayChange(CodePoint.At(text, at, out width), Form))
                    break;
            }
            return at;
        }
    }
}
