using System.Diagnostics;
using System.Text.Json.Serialization;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>How text becomes tokens. One vocabulary serves both sides, as the saved model has one table.</summary>
/// <remarks><see cref="Build"/> is all that training needs of a case.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Characters), "characters")]
[JsonDerivedType(typeof(Bpe), "bpe")]
[JsonDerivedType(typeof(ByteBpe), "byte-bpe")]
[JsonDerivedType(typeof(WordPiece), "wordpiece")]
[JsonDerivedType(typeof(Unigram), "unigram")]
[JsonDerivedType(typeof(FromFile), "file")]
public abstract partial record VocabularySpec
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

    /// <summary>
    /// A tokenizer that is there. It is made to end every text with an end token and to have a padding token of its own, both added where they are missing; truncation, padding
    /// and dropout that it asks for are switched off.
    /// </summary>
    /// <param name="Path">A tokenizer.json, a classic file, or a folder, as <see cref="Tokenizer.Load"/> reads them.</param>
    public sealed record FromFile(string Path) : VocabularySpec;

    /// <summary>The same vocabulary from whatever folder the program is started.</summary>
    /// <returns>A spec whose path, if it has one, is absolute.</returns>
    public VocabularySpec Absolute() => this is FromFile file ? new FromFile(Path.GetFullPath(file.Path)) : this;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (this is Words { MinimumCount: <= 0 } words)
            yield return $"Vocabulary.MinimumCount must be positive; got {words.MinimumCount}.";
        if (this is Words { MaximumSize: < 4 } small)
            yield return $"Vocabulary.MaximumSize must be at least 4; got {small.MaximumSize}.";
        if (this is Subwords subwords && (subwords.Size < subwords.LeastSize || subwords.Size > Subwords.MaximumSize))
            yield return $"Vocabulary.Size must be from {subwords.LeastSize} to {Subwords.MaximumSize}; got {subwords.Size}.";
        if (this is FromFile file && string.IsNullOrWhiteSpace(file.Path))
            yield return "Vocabulary.Path must name a file.";
    }

    /// <summary>Makes the tokenizer: learns it from the training text, or reads it.</summary>
    /// <param name="texts">Both sides of the training pairs.</param>
    /// <param name="cancellation">Ends learning early. Default: nothing does.</param>
    /// <returns>A tokenizer whose encodings end with the end token.</returns>
    /// <exception cref="ArgumentException">The text holds nothing to learn, or more characters than the vocabulary may.</exception>
    /// <exception cref="FileNotFoundException">There is no tokenizer at the path.</exception>
    /// <exception cref="TokenizerFormatException">The tokenizer that is there is damaged, or not fit for translation.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public Tokenizer Build(IEnumerable<string> texts, CancellationToken cancellation = default) => Make(texts, cancellation).Tokenizer;

    /// <summary>As <see cref="Build"/>, with the tokens that were added to a tokenizer from a file.</summary>
    internal ReadyTokenizer Make(IEnumerable<string> texts, CancellationToken cancellation) => this switch
    {
        Words words => new ReadyTokenizer(
            WordLevelTrainer.Train(texts, new WordLevelTrainerOptions
            {
                Unit = TokenUnit.Words,
                LowerCase = words.LowerCase,
                MinimumCount = words.MinimumCount,
                MaximumVocabularySize = words.MaximumSize,
            }),
            []),
        Characters characters => new ReadyTokenizer(
            WordLevelTrainer.Train(texts, new WordLevelTrainerOptions
            {
                Unit = TokenUnit.Characters,
                LowerCase = characters.LowerCase,
                NormalizeCompatibility = characters.NormalizeCompatibility,
            }),
            []),
        Subwords subwords => new ReadyTokenizer(subwords.Train(texts, cancellation), []),
        FromFile file => ReadyTokenizer.Load(file.Path),
        _ => throw new UnreachableException(),
    };
}
