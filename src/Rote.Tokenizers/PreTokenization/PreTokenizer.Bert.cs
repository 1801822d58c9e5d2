namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>BERT's: everything between white space, and every punctuation character by itself.</summary>
    /// <remarks>Devlin et al. 2018. https://arxiv.org/abs/1810.04805 Punctuation is that of Unicode 8, and the symbols of ASCII.</remarks>
    public sealed record Bert : PreTokenizer
    {
        internal override bool SplitsAtSpaces => true;

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            var text = piece.Span;
            int start = 0, width;
            for (int at = 0; at < text.Length; at += width)
            {
                var traits = Characters.TraitsOf(CodePoint.At(text, at, out width)) & (CharacterTraits.WhiteSpace | CharacterTraits.Punctuation);
                if (traits == 0)
                    continue;
                if (at > start)
                    take(piece.Slice(start, at - start));
                if (traits == CharacterTraits.Punctuation)
                    take(piece.Slice(at, width));
                start = at + width;
            }
            if (text.Length > start)
                take(piece.Slice(start, text.Length - start));
        }
    }
}
