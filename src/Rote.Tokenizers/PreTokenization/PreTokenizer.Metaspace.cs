using System.Text;

namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>SentencePiece's: a character takes the place of every space, and begins a word.</summary>
    /// <remarks>Kudo and Richardson 2018. https://arxiv.org/abs/1808.06226</remarks>
    public sealed record Metaspace : PreTokenizer
    {
        private static readonly SplitPattern Space = new SplitPattern.Literal(" ");

        private readonly string _mark;
        private readonly Normalizer _replace;
        private readonly Normalizer _prepend;

        /// <summary>Makes the pre-tokenizer.</summary>
        /// <param name="replacement">The character that takes the place of a space.</param>
        /// <param name="scheme">Where one is put in front of a piece that begins with none. First means: of a piece that stands at offset 0 of the text that was given.</param>
        /// <param name="split">True splits before every such character.</param>
        public Metaspace(Rune replacement, PrependScheme scheme = PrependScheme.Always, bool split = true)
        {
            (Replacement, Scheme, Split) = (replacement, scheme, split);
            _mark = replacement.ToString();
            _replace = new Normalizer.Replace(Space, _mark);
            _prepend = new Normalizer.Prepend(_mark);
        }

        /// <summary>The character that takes the place of a space, usually ▁ (U+2581).</summary>
        public Rune Replacement { get; }

        /// <summary>Where one is put in front of a piece that begins with none. Default: always.</summary>
        public PrependScheme Scheme { get; }

        /// <summary>True splits before every such character. Default: true.</summary>
        public new bool Split { get; }

        // Also where only a first piece is marked: a cut after the first begins with a space, which becomes the mark.
        internal override bool SplitsAtSpaces => Split;

        internal override bool LooksAtStart => Scheme == PrependScheme.First;

        internal override void Apply(Piece piece, Action<Piece> take)
        {
            bool prepends = Scheme == PrependScheme.Always || (Scheme == PrependScheme.First && piece.Original.Start == 0);
            piece = _replace.Apply(piece);
            if (prepends && !piece.Span.StartsWith(_mark, StringComparison.Ordinal))
                piece = _prepend.Apply(piece);
            if (!Split)
            {
                take(piece);
                return;
            }
            var text = piece.Span;
            for (int start = 0; start < text.Length;)
            {
                int next = text[(start + 1)..].IndexOf(_mark, StringComparison.Ordinal);
                int end = next < 0 ? text.Length : start + 1 + next;
                take(piece.Slice(start, end - start));
                start = end;
            }
        }
    }
}
