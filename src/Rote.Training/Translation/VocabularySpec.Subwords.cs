using System.Text;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

public abstract partial record VocabularySpec
{
    /// <summary>
    /// Pieces of words that are learnt from the text: frequent words stay whole, rare ones are put together. Text is brought to composed form (Unicode NFC) first, and
    /// pieces end at spaces and punctuation.
    /// </summary>
    public abstract record Subwords : VocabularySpec
    {
        /// <summary>The most pieces that can be asked for.</summary>
        internal const int MaximumSize = 1_000_000;

        private protected Subwords(int size, bool lowerCase) => (Size, LowerCase) = (size, lowerCase);

        /// <summary>
        /// How many pieces there shall be, characters and the three special tokens counted, at most 1,000,000. There are fewer where the text gives no more.
        /// </summary>
        public int Size { get; init; }

        /// <summary>True drops case.</summary>
        public bool LowerCase { get; init; }

        /// <summary>The fewest pieces that can be asked for.</summary>
        internal virtual int LeastSize => SpecialTokens.All.Count + 1;

        private protected Normalizer Normalizer => LowerCase
            ? new Normalizer.Sequence([new Normalizer.UnicodeForm(NormalizationForm.FormC), new Normalizer.Lowercase()])
            : new Normalizer.UnicodeForm(NormalizationForm.FormC);

        internal abstract Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation);
    }

    /// <summary>Byte-pair encoding of characters. Spaces are part of what follows them, so that decoding gives them back; a character that the text does not hold is unknown.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; more than asked for where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record Bpe(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        internal override Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation) => BpeTrainer.Train(texts, new BpeTrainerOptions
        {
            VocabularySize = Size,
            SpecialTokens = SpecialTokens.All,
            UnknownToken = SpecialTokens.Unknown,
            Normalizer = Normalizer,
            PreTokenizer = SpaceMarks.PreTokenizer,
            PostProcessor = SpecialTokens.Ending,
            Decoder = SpaceMarks.Decoder,
        }, cancellation: cancellation);
    }

    /// <summary>Byte-pair encoding of the bytes of UTF-8: nothing is unknown. Spaces are part of what follows them.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; at least 258: the bytes, padding and end. There is no unknown token.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record ByteBpe(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        internal override int LeastSize => BpeTrainerOptions.ByteCharacters.Count + Special.Length;

        private static string[] Special => [SpecialTokens.Padding, SpecialTokens.End];

        internal override Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation) => BpeTrainer.Train(texts, new BpeTrainerOptions
        {
            VocabularySize = Size,
            SpecialTokens = Special,
            InitialAlphabet = BpeTrainerOptions.ByteCharacters,
            Normalizer = Normalizer,
            PreTokenizer = new PreTokenizer.ByteLevel(AddPrefixSpace: false), // decoding would give the space back
            PostProcessor = SpecialTokens.Ending,
            Decoder = new TokenDecoder.ByteLevel(),
        }, cancellation: cancellation);
    }

    /// <summary>BERT's pieces, and its cutting of words. A word with a character that the text does not hold is unknown as a whole; decoding guesses the spaces around punctuation.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; more than asked for where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record WordPiece(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        internal override Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation) => WordPieceTrainer.Train(texts, new WordPieceTrainerOptions
        {
            VocabularySize = Size,
            SpecialTokens = SpecialTokens.All,
            UnknownToken = SpecialTokens.Unknown,
            Normalizer = Normalizer,
            PreTokenizer = new PreTokenizer.Bert(),
            PostProcessor = SpecialTokens.Ending,
            Decoder = new TokenDecoder.WordPiece(),
        }, cancellation: cancellation);
    }

    /// <summary>Pieces with probabilities. Spaces are part of what follows them, so that decoding gives them back; characters that the text does not hold are unknown.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; refused where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record Unigram(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        internal override Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation) => UnigramTrainer.Train(texts, new UnigramTrainerOptions
        {
            VocabularySize = Size,
            SpecialTokens = SpecialTokens.All,
            UnknownToken = SpecialTokens.Unknown,
            Normalizer = Normalizer,
            PreTokenizer = SpaceMarks.PreTokenizer,
            PostProcessor = SpecialTokens.Ending,
            Decoder = SpaceMarks.Decoder,
        }, cancellation: cancellation);
    }

    // SentencePiece's way: every word begins with a mark, and decoding makes a space of it.
    private static class SpaceMarks
    {
        private static readonly Rune Mark = new('\u2581');

        public static PreTokenizer PreTokenizer { get; } =
            new PreTokenizer.Sequence([new PreTokenizer.Metaspace(Mark), new PreTokenizer.Punctuation(SplitBehavior.Contiguous)]);

        public static TokenDecoder Decoder { get; } = new TokenDecoder.Metaspace(Mark);
    }
}
