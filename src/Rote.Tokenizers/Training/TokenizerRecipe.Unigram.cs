using System.Text;

namespace Rote.Tokenizers;

public abstract partial record TokenizerRecipe
{
    /// <summary>
    /// A Unigram model, words with their space in front (▁) as SentencePiece has them: <c>&lt;pad&gt;</c>, <c>&lt;/s&gt;</c>, <c>&lt;unk&gt;</c> are the first ids,
    /// and every text ends in <c>&lt;/s&gt;</c>, as T5's does.
    /// </summary>
    public sealed record Unigram : TokenizerRecipe
    {
        /// <inheritdoc cref="UnigramTrainerOptions.VocabularySize"/>
        public int VocabularySize { get; init; } = new UnigramTrainerOptions().VocabularySize;

        /// <inheritdoc cref="UnigramTrainerOptions.MaximumPieceLength"/>
        public int MaximumPieceLength { get; init; } = new UnigramTrainerOptions().MaximumPieceLength;

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
            return UnigramTrainer.Train(texts, new UnigramTrainerOptions
            {
                VocabularySize = VocabularySize,
                MaximumPieceLength = MaximumPieceLength,
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
