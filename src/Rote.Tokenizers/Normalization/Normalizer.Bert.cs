using System.Text;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>BERT's: cleans the text, parts ideographs, strips accents and lowers the case, in this order, as far as the options say.</summary>
    /// <remarks>Devlin et al. 2018. https://arxiv.org/abs/1810.04805</remarks>
    public sealed record Bert : Normalizer
    {
        private static readonly UnicodeForm Decomposed = new(NormalizationForm.FormD);
        private static readonly Lowercase Lowered = new();

        /// <summary>True: control, format and private characters are dropped, and all white space becomes spaces. Default: true.</summary>
        public bool CleansText { get; init; } = true;

        /// <summary>True: each Chinese ideograph gets a space before and after it. Default: true.</summary>
        public bool PartsIdeographs { get; init; } = true;

        /// <summary>True: the text is decomposed and loses its nonspacing marks; null: where it is lowered too. Default: null.</summary>
        public bool? StripsAccents { get; init; }

        /// <summary>True: the text is lowered. Default: true.</summary>
        public bool LowersCase { get; init; } = true;

        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece)
        {
            if (CleansText)
                piece = CharacterRewrite.Apply<Cleaning>(piece);
            if (PartsIdeographs)
                piece = Parted(piece);
            if (StripsAccents ?? LowersCase)
                piece = CharacterRewrite.Apply<Stripping>(Decomposed.Apply(piece));
            return LowersCase ? Lowered.Apply(piece) : piece;
        }

        private static Piece Parted(Piece piece)
        {
            var text = piece.Span;
            // No ideograph lies below U+3400.
            int at = text.IndexOfAnyInRange('\u3400', '\uFFFF');
            if (at < 0)
                return piece;
            PieceEditor? editor = null;
            var space = new Rune(' ');
            while (at < text.Length)
            {
                int character = CodePoint.At(text, at, out int width);
                if (Characters.Has(character, CharacterTraits.Ideograph))
                {
                    editor ??= new PieceEditor(piece);
                    editor.KeepUntil(at);
                    editor.Append(space, 0);
                    editor.Append(new Rune(character), 1);
                    editor.Append(space, 1);
                }
                at += width;
            }
            editor?.KeepUntil(text.Length);
            return editor?.Finish() ?? piece;
        }

        private readonly struct Cleaning : ICharacterRule
        {
            public static int Apply(int character)
            {
                var traits = Characters.TraitsOf(character);
                return (traits & CharacterTraits.BertSpace) != 0 ? ' ' : (traits & CharacterTraits.BertRemoved) != 0 ? CharacterRewrite.Nothing : character;
            }
        }

        private readonly struct Stripping : ICharacterRule
        {
            public static int Apply(int character) => Characters.Has(character, CharacterTraits.BertAccent) ? CharacterRewrite.Nothing : character;
        }
    }
}
