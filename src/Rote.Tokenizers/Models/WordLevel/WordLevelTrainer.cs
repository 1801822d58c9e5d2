using System.Diagnostics;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>Trains tokenizers whose vocabulary is a list of words or characters, the most frequent first.</summary>
public static class WordLevelTrainer
{
    /// <summary>Counts the words or characters of texts, and makes a tokenizer of them that ends every text with the end token.</summary>
    /// <param name="texts">The texts. Special tokens spelt out in them count as ordinary text.</param>
    /// <param name="options">What to count, and what to keep.</param>
    /// <returns>
    /// The tokenizer: special tokens first, then by count, the highest first, and by code points where counts are equal. The same texts give the same
    /// tokenizer, in whatever order they come.
    /// </returns>
    /// <exception cref="ArgumentException">An option is invalid, a text is null, or no token is frequent enough.</exception>
    public static Tokenizer Train(IEnumerable<string> texts, WordLevelTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException($"`options`: {string.Join(' ', violations)}", nameof(options));
        var normalizer = NormalizerOf(options);
        PreTokenizer preTokenizer = options.Unit switch
        {
            TokenUnit.Words => new PreTokenizer.Whitespace(),
            TokenUnit.Characters => new PreTokenizer.Split(new SplitPattern.EveryCharacter(), SplitBehavior.Isolated),
            _ => throw new UnreachableException(),
        };
        var special = options.SpecialTokens;
        var vocabulary = Vocabulary(texts, normalizer, preTokenizer, special, options.MinimumCount, options.MaximumVocabularySize);
        if (vocabulary.Count == special.Count)
        {
            throw new ArgumentException(
                $"`texts` must hold something that occurs at least {options.MinimumCount} times; nothing does. Give more text, or lower MinimumCount.", nameof(texts));
        }
        return new Tokenizer(new TokenizerPipeline
        {
            AddedTokens = [.. special.Select((token, id) => new AddedToken(id, token))],
            Normalizer = normalizer,
            PreTokenizer = preTokenizer,
            Model = new WordLevelModel(vocabulary.Select((token, id) => KeyValuePair.Create(token, id)), options.UnknownToken),
            PostProcessor = PostProcessor.Template.EndingWith(new TemplateToken(1, options.EndToken)),
            Decoder = options.Unit == TokenUnit.Characters ? new TokenDecoder.Fuse() : null,
        });
    }

    /// <summary>The tokens by id: special tokens, then what the texts hold.</summary>
    internal static IReadOnlyList<string> Vocabulary(
        IEnumerable<string> texts, Normalizer? normalizer, PreTokenizer preTokenizer, IReadOnlyList<string> special, int minimumCount, int? maximumSize)
    {
        var reserved = special.ToHashSet(StringComparer.Ordinal);
        // Words come by code points, and sorting keeps that order among equals.
        var kept = WordCounter.Count(texts, normalizer, preTokenizer)
            .Where(entry => entry.Count >= minimumCount && !reserved.Contains(entry.Word))
            .OrderByDescending(entry => entry.Count);
        return [.. special.Concat(kept.Select(entry => entry.Word)).Take(maximumSize ?? int.MaxValue)];
    }

    private static Normalizer? NormalizerOf(WordLevelTrainerOptions options) => (options.NormalizeCompatibility, options.LowerCase) switch
    {
        (true, true) => new Normalizer.Sequence([new Normalizer.UnicodeForm(NormalizationForm.FormKC), new Normalizer.Lowercase()]),
        (true, false) => new Normalizer.UnicodeForm(NormalizationForm.FormKC),
        (false, true) => new Normalizer.Lowercase(),
        (false, false) => null,
    };
}
