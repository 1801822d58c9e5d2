namespace Rote.Tokenizers;

public abstract partial record TokenizerRecipe
{
    /// <summary>WordPiece with BERT's parts: <c>[PAD]</c>, <c>[UNK]</c>, <c>[CLS]</c>, <c>[SEP]</c>, <c>[MASK]</c> are the first ids, and a text becomes <c>[CLS] A [SEP]</c>.</summary>
    /// <remarks>Devlin et al. 2018. https://arxiv.org/abs/1810.04805</remarks>
    public sealed record WordPiece : TokenizerRecipe
    {
        /// <inheritdoc cref="BpeTrainerOptions.VocabularySize"/>
        public int VocabularySize { get; init; } = new WordPieceTrainerOptions().VocabularySize;

        /// <inheritdoc cref="BpeTrainerOptions.MinimumCount"/>
        public int MinimumCount { get; init; } = new WordPieceTrainerOptions().MinimumCount;

        /// <inheritdoc cref="BpeTrainerOptions.AlphabetLimit"/>
        public int? AlphabetLimit { get; init; }

        /// <inheritdoc cref="WordPieceTrainerOptions.ContinuingPrefix"/>
        public string ContinuingPrefix { get; init; } = new WordPieceTrainerOptions().ContinuingPrefix;

        /// <summary>True reads all text in lower case and without accents, as "uncased" models do. Default: true.</summary>
        public bool LowersCase { get; init; } = true;

        /// <inheritdoc/>
        public override Tokenizer Train(IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            string[] special = [.. new WordPieceTrainerOptions().SpecialTokens, .. FurtherTokens];
            return WordPieceTrainer.Train(texts, new WordPieceTrainerOptions
            {
                VocabularySize = VocabularySize,
                MinimumCount = MinimumCount,
                AlphabetLimit = AlphabetLimit,
                ContinuingPrefix = ContinuingPrefix,
                SpecialTokens = special,
                Normalizer = new Normalizer.Bert { LowersCase = LowersCase },
                PreTokenizer = new PreTokenizer.Bert(),
                PostProcessor = AsBert(Array.IndexOf(special, "[CLS]"), Array.IndexOf(special, "[SEP]")),
                Decoder = new TokenDecoder.WordPiece(ContinuingPrefix),
            }, progress, cancellation);
        }
    }
}
