namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>
    /// Splits where the script changes; Han, Hiragana and Katakana are one. A space and a character without a script go with what is before them, and are
    /// dropped where nothing is, as in Hugging Face's.
    /// </summary>
    public sealed record UnicodeScripts : PreTokenizer
    {
        internal override void Apply(Piece piece, Action<Piece> take)
        {
            var text = piece.Span;
            byte open = Scripts.Any;
            int start = 0, width;
            for (int at = 0; at < text.Length; at += width)
            {
                byte script = Scripts.Of(CodePoint.At(text, at, out width));
                if (script == Scripts.Any || script == open)
                    continue;
                if (open != Scripts.Any)
                    take(piece.Slice(start, at - start));
                (open, start) = (script, at);
            }
            if (open != Scripts.Any)
                take(piece.Slice(start, text.Length - start));
        }
    }
}
