using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>One of Unicode's four normalization forms (Unicode annex 15), with the tables that Hugging Face's tokenizers have (Unicode 9).</summary>
    /// <param name="Form">The form.</param>
    /// <remarks>The runtime's own normalization is not used: it returns its input wherever InvariantGlobalization is on.</remarks>
    public sealed record UnicodeForm(NormalizationForm Form) : Normalizer
    {
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
            if (!piece.Span.ContainsAnyInRange(FirstThatMayChange, '\uFFFF'))
                return piece;
            var characters = CanonicalOrder.Decompose(piece.Span, Form is NormalizationForm.FormKC or NormalizationForm.FormKD);
            if (Form is NormalizationForm.FormC or NormalizationForm.FormKC)
                characters = CanonicalOrder.Compose(characters);
            var editor = new PieceEditor(piece);
            foreach (var (rune, change, _) in characters)
                editor.Append(rune, change);
            return editor.Finish();
        }
    }
}
