using System.Text;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

public abstract partial record VocabularySpec
{
    /// <summary>Pieces of words that are learnt from the text: frequent words stay whole, rare ones are put together. No piece reaches across spaces, or from words into punctuation.</summary>
    public abstract record Subwords : VocabularySpec
    {
        /// <summary>The most pieces that can be asked for.</summary>
        internal const int MaximumSize = 1_000_000;

        private protected Subwords(int size, bool lowerCase) => (Size, LowerCase) = (size, lowerCase);

        /// <summary>How many pieces there shall be, characters and special tokens counted, at most 1,000,000. There are fewer where the text gives no more.</summary>
        public int Size { get; init; }

        /// <summary>True drops case.</summary>
        public bool LowerCase { get; init; }

        /// <summary>The fewest pieces that can be asked for: one beside the special tokens.</summary>
        internal virtual int LeastSize => 4;

        /// <summary>The tokenizer to be learnt.</summary>
        private protected abstract TokenizerRecipe Recipe { get; }

        /// <summary>Learns.</summary>
        internal Tokenizer Train(IEnumerable<string> texts, CancellationToken cancellation) => ReadyTokenizer.Complete(Changed(Recipe.Train(texts, cancellation: cancellation)), "the text").Tokenizer;

        // What fits a translation better than the models that the recipe is known from.
        private protected virtual Tokenizer Changed(Tokenizer tokenizer) => tokenizer;
    }

    /// <summary>Byte-pair encoding of characters. Spaces are part of what follows them, so that decoding gives them back; a character that the text does not hold is unknown.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; more than asked for where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record Bpe(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        private protected override TokenizerRecipe Recipe =>
            new TokenizerRecipe.Bpe { VocabularySize = Size, LowersCase = LowerCase, Form = NormalizationForm.FormC, PartsPunctuation = true };
    }

    /// <summary>Byte-pair encoding of the bytes of UTF-8: nothing is unknown. Spaces are part of what follows them.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; at least 258: the bytes, padding and end.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record ByteBpe(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        internal override int LeastSize => 258;

        private protected override TokenizerRecipe Recipe =>
            new TokenizerRecipe.ByteBpe { VocabularySize = Size, LowersCase = LowerCase, Form = NormalizationForm.FormC, FurtherTokens = [SpecialTokens.Padding] };
    }

    /// <summary>BERT's pieces, and its cutting of words. A word with a character that the text does not hold is unknown as a whole; decoding guesses the spaces around punctuation.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; more than asked for where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case, and accents with it, as BERT's "uncased" models do.</param>
    public sealed record WordPiece(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        private const string Separator = "[SEP]";

        internal override int LeastSize => 6;

        private protected override TokenizerRecipe Recipe => new TokenizerRecipe.WordPiece { VocabularySize = Size, LowersCase = LowerCase };

        // Without [CLS]: it would have to be written before every translation.
        private protected override Tokenizer Changed(Tokenizer tokenizer) =>
            new(tokenizer.Pipeline with { PostProcessor = PostProcessor.Template.EndingWith(new TemplateToken(tokenizer.TokenToId(Separator)!.Value, Separator)) });
    }

    /// <summary>Pieces with probabilities. Spaces are part of what follows them, so that decoding gives them back; characters that the text does not hold are unknown.</summary>
    /// <param name="Size">See <see cref="Subwords.Size"/>; refused where the characters alone are more.</param>
    /// <param name="LowerCase">True drops case.</param>
    public sealed record Unigram(int Size = 8000, bool LowerCase = false) : Subwords(Size, LowerCase)
    {
        private protected override TokenizerRecipe Recipe =>
            new TokenizerRecipe.Unigram { VocabularySize = Size, LowersCase = LowerCase, Form = NormalizationForm.FormC, PartsPunctuation = true };
    }
}
