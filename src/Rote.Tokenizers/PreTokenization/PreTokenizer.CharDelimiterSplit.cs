using System.Text;

namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Everything between the places of a character.</summary>
    public sealed record CharDelimiterSplit : PreTokenizer
    {
        private readonly SplitPattern _pattern;

        /// <summary>Makes the pre-tokenizer.</summary>
        /// <param name="delimiter">The character, which is dropped.</param>
        public CharDelimiterSplit(Rune delimiter)
        {
            Delimiter = delimiter;
            _pattern = new SplitPattern.Literal(delimiter.ToString());
        }

        /// <summary>The character, which is dropped.</summary>
        public Rune Delimiter { get; }

        internal override bool SplitsAtSpaces => Delimiter.Value == ' ';

        internal override void Apply(Piece piece, Action<Piece> take) => PieceSplitter.Split(piece, _pattern, SplitBehavior.Removed, invert: false, take);
    }
}
