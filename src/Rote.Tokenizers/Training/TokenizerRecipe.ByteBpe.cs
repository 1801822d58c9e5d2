using System.Text;

namespace Rote.Tokenizers;

public abstract partial record TokenizerRecipe
{
    /// <summary>Byte-pair encoding of bytes, as GPT-2's: it knows every text, and decoding gives it back. <c>&lt;|endoftext|&gt;</c> has the id 0; no text gets it by itself.</summary>
    /// <remarks>Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.2.</remarks>
    public sealed record ByteBpe : TokenizerRecipe
    {
        private const string EndOfText = "<|endoftext|>";

        /// <inheritdoc cref="BpeTrainerOptions.VocabularySize"/>
        public int VocabularySize { get; init; } = new BpeTrainerOptions().VocabularySize;

        /// <inheritdoc cref="BpeTrainerOptions.MinimumCount"/>
        public int MinimumCount { get; init; } = new BpeTrainerOptions().MinimumCount;

        /// <inheritdoc cref="BpeTrainerOptions.MaximumTokenLength"/>
        public int? MaximumTokenLength { get; init; }

        /// <summary>True puts a space in front of a text that begins with none, so that its first word is like those within. Default: false.</summary>
        public bool AddPrefixSpace { get; init; }

        /// <summary>The Unicode form that text is brought to; null leaves it. Default: null.</summary>
        public NormalizationForm? Form { get; init; }

        /// <summary>True reads all text in lower case. Default: false.</summary>
        public bool LowersCase { get; init; }

        /// <inheritdoc/>
        public override bool ReadsLineEnds => true;

        /// <inheritdoc/>
        public override Tokenizer Train(IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
            BpeTrainer.Train(texts, new BpeTrainerOptions
            {
                VocabularySize = VocabularySize,
                MinimumCount = MinimumCount,
                MaximumTokenLength = MaximumTokenLength,
                SpecialTokens = [EndOfText, .. FurtherTokens],
                InitialAlphabet = BpeTrainerOptions.ByteCharacters,
                Normalizer = Normalization(Form, LowersCase),
                PreTokenizer = new PreTokenizer.ByteLevel(AddPrefixSpace),
                PostProcessor = new PostProcessor.ByteLevel(AddPrefixSpace, TrimOffsets: false),
                Decoder = new TokenDecoder.ByteLevel(AddPrefixSpace),
            }, progress, cancellation);
    }
}
