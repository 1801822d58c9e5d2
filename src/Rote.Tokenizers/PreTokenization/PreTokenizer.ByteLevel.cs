namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Words as GPT-2 has them, written in the characters of <see cref="Normalizer.ByteLevel"/>. Every byte of a character has the character's range.</summary>
    /// <param name="AddPrefixSpace">True puts a space in front of a piece that begins with none. Default: true.</param>
    /// <param name="TrimOffsets">Means nothing here; it is kept for the file. Default: true.</param>
    /// <param name="UseRegex">False leaves the words together. Default: true.</param>
    /// <remarks>Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.2.</remarks>
    public sealed record ByteLevel(bool AddPrefixSpace = true, bool TrimOffsets = true, bool UseRegex = true) : PreTokenizer
    {
        private static readonly Normalizer Prefix = new Normalizer.Prepend(" ");
        private static readonly Normalizer Bytes = new Normalizer.ByteLevel();

        internal override bool SplitsAtSpaces => UseRegex;

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            if (AddPrefixSpace && piece.Span[0] != ' ')
                piece = Prefix.Apply(piece);
            var bytes = Bytes.Apply(piece);
            if (!UseRegex)
            {
                take(bytes);
                return;
            }
            var text = piece.Span;
            int place = 0;
            for (int start = 0; start < text.Length;)
            {
                int end = Gpt2Words.Instance.End(text, start);
                // Every byte is one UTF-16 unit.
                int length = System.Text.Encoding.UTF8.GetByteCount(text[start..end]);
                take(bytes.Slice(place, length));
                place += length;
                start = end;
            }
        }
    }
}
