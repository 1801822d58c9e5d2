using System.Text.Json.Serialization;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>How text becomes tokens. One vocabulary serves both sides, as the saved model has one table.</summary>
/// <remarks>Learned sub-words and ready-made tokenizers are further cases of this hierarchy: <see cref="Build"/> is all that training needs of one.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Characters), "characters")]
public abstract record VocabularySpec
{
    private VocabularySpec()
    {
    }

    /// <summary>Whole words and signs of punctuation; rarer ones are unknown.</summary>
    /// <param name="LowerCase">True drops case.</param>
    /// <param name="MinimumCount">How often a word must occur to be known, &gt; 0.</param>
    /// <param name="MaximumSize">Most tokens in the vocabulary, the most frequent kept; null has no limit.</param>
    public sealed record Words(bool LowerCase = true, int MinimumCount = 2, int? MaximumSize = null) : VocabularySpec;

    /// <summary>Single characters.</summary>
    /// <param name="LowerCase">True drops case.</param>
    /// <param name="NormalizeCompatibility">True folds compatibility forms, such as full-width digits, into plain ones (Unicode NFKC).</param>
    public sealed record Characters(bool LowerCase = false, bool NormalizeCompatibility = false) : VocabularySpec;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (this is Words { MinimumCount: <= 0 } words)
            yield return $"Vocabulary.MinimumCount must be positive; got {words.MinimumCount}.";
        if (this is Words { MaximumSize: < 4 } small)
            yield return $"Vocabulary.MaximumSize must be at least 4; got {small.MaximumSize}.";
    }

    /// <summary>Makes the tokenizer from the training text.</summary>
    /// <param name="texts">Both sides of the training pairs.</param>
    /// <returns>A tokenizer whose encodings end with the end token.</returns>
    public Tokenizer Build(IEnumerable<string> texts) => WordLevelTrainer.Train(texts, this switch
    {
        Words words => new WordLevelTrainerOptions
        {
            Unit = TokenUnit.Words,
            LowerCase = words.LowerCase,
            MinimumCount = words.MinimumCount,
            MaximumVocabularySize = words.MaximumSize,
        },
        Characters characters => new WordLevelTrainerOptions
        {
            Unit = TokenUnit.Characters,
            LowerCase = characters.LowerCase,
            NormalizeCompatibility = characters.NormalizeCompatibility,
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}
