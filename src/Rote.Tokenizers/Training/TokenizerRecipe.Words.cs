namespace Rote.Tokenizers;

public abstract partial record TokenizerRecipe
{
    /// <summary>A list of whole words, the most frequent first, as <see cref="WordLevelTrainer"/> makes it; further tokens get the ids after all words.</summary>
    public sealed record Words : TokenizerRecipe
    {
        /// <inheritdoc cref="WordLevelTrainerOptions.MaximumVocabularySize"/>
        public int? VocabularySize { get; init; }

        /// <inheritdoc cref="WordLevelTrainerOptions.MinimumCount"/>
        public int MinimumCount { get; init; } = new WordLevelTrainerOptions().MinimumCount;

        /// <inheritdoc cref="WordLevelTrainerOptions.LowerCase"/>
        public bool LowersCase { get; init; } = new WordLevelTrainerOptions().LowerCase;

        /// <inheritdoc/>
        public override Tokenizer Train(IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            long read = 0;
            var options = new WordLevelTrainerOptions { MaximumVocabularySize = VocabularySize, MinimumCount = MinimumCount, LowerCase = LowersCase };
            var tokenizer = WordLevelTrainer.Train(texts.Select(Watched), options);
            return FurtherTokens.Count > 0 ? tokenizer.WithAddedTokens(FurtherTokens.Select(token => new AddedToken(token))) : tokenizer;

            string Watched(string text)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new TrainingProgress(TrainingStage.CountingWords, ++read, null));
                return text;
            }
        }
    }
}
