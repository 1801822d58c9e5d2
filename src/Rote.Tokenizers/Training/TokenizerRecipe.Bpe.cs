using System.Text;

namespace Rote.Tokenizers;

public abstract partial record TokenizerRecipe
{
    /// <summary>
    /// Byte-pair encoding of characters, words with their space in front (▁) as SentencePiece has them: <c>&lt;pad&gt;</c>, <c>&lt;/s&gt;</c>, <c>&lt;unk&gt;</c> are
    /// the first ids, and every text ends in <c>&lt;/s&gt;</c>.
    /// </summary>
    public sealed record Bpe : TokenizerRecipe
    {
        /// <inheritdoc cref="BpeTrainerOptions.VocabularySize"/>
        public int VocabularySize { get; init; } = new BpeTrainerOptions().VocabularySize;

        /// <inheritdoc cref="BpeTrainerOptions.MinimumCount"/>
        public int MinimumCount { get; init; } = new BpeTrainerOptions().MinimumCount;

        /// <inheritdoc cref="BpeTrainerOptions.AlphabetLimit"/>
        public int? AlphabetLimit { get; init; }

        /// <inheritdoc cref="BpeTrainerOptions.MaximumTokenLength"/>
        public int? MaximumTokenLength { get; init; }

        /// <summary>The Unicode form that text is brought to; null leaves it. Default: NFKC.</summary>
        public NormalizationForm? Form { get; init; } = NormalizationForm.FormKC;

        /// <summary>True reads all text in lower case. Default: false.</summary>
        public bool LowersCase { get; init; }

        /// <summary>True parts words from punctuation, so that no token reaches across. Default: false.</summary>
        public bool PartsPunctuation { get; init; }

        /// <inheritdoc/>
        public override Tokenizer Train(IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            string[] special = [Padding, End, Unknown, .. FurtherTokens];
            return BpeTrainer.Train(texts, new BpeTrainerOptions
            {
                VocabularySize = VocabularySize,
                MinimumCount = MinimumCount,
                AlphabetLimit = AlphabetLimit,
                MaximumTokenLength = MaximumTokenLength,
                SpecialTokens = special,
                UnknownToken = Unknown,
                Normalizer = Normalization(Form, LowersCase),
                PreTokenizer = SpaceMarked(PartsPunctuation),
                PostProcessor = EndingIn(Array.IndexOf(special, End)),
                Decoder = new TokenDecoder.Metaspace(SpaceMark),
            }, progress, cancellation);
        }
    }
}
