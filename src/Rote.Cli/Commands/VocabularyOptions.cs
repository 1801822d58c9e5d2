using System.CommandLine;
using Rote.Training.Translation;

namespace Rote.Cli.Commands;

/// <summary>The options of <c>rote train</c> that say what a token is.</summary>
internal sealed class VocabularyOptions
{
    private readonly Option<VocabularySpec?> _tokens = new("--tokens")
    {
        Description = "What a token is: words (lower-cased, rare ones unknown) or characters. Default: characters for dates, words for files.",
        HelpName = "words|characters",
        CustomParser = result =>
        {
            switch (result.Tokens[^1].Value)
            {
                case "words":
                    return new VocabularySpec.Words();
                case "characters":
                    return new VocabularySpec.Characters();
                case var other:
                    result.AddError($"'--tokens' must be words or characters; got '{other}'.");
                    return null;
            }
        },
    };

    private readonly Option<VocabularySpec?> _learnt = new("--train-tokenizer")
    {
        Description = "Learn pieces of words from the text: bpe:N, byte-bpe:N, wordpiece:N or unigram:N, N pieces of both languages together.",
        HelpName = "KIND:N",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            int size = 0;
            VocabularySpec? spec = text.Split(':') is [var kind, var number] && int.TryParse(number, out size) ? kind switch
            {
                "bpe" => new VocabularySpec.Bpe(size),
                "byte-bpe" => new VocabularySpec.ByteBpe(size),
                "wordpiece" => new VocabularySpec.WordPiece(size),
                "unigram" => new VocabularySpec.Unigram(size),
                _ => null,
            } : null;
            if (spec is null)
                result.AddError($"'--train-tokenizer' must be bpe:N, byte-bpe:N, wordpiece:N or unigram:N, such as bpe:8000; got '{text}'.");
            else if (spec.Violations().FirstOrDefault() is { } wrong)
                result.AddError($"'--train-tokenizer {text}': {wrong}");
            return spec;
        },
    };

    private readonly Option<string?> _ready = Verb.Path("--tokenizer", "A tokenizer that is there: a tokenizer.json, a classic file, or a folder. What translation needs is added to it.");
    private readonly Option<int?> _minimumCount = Verb.OptionalWholeNumber("--min-count", $"How often a word must occur to be known. Default: {new VocabularySpec.Words().MinimumCount}.", 1, int.MaxValue);
    private readonly Option<int?> _size = Verb.OptionalWholeNumber("--vocabulary", "Most words in the vocabulary. Default: no limit.", 4, int.MaxValue);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_tokens, _learnt, _ready, _minimumCount, _size];

    /// <summary>Changes a vocabulary as the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="vocabulary">The vocabulary of the recipe so far.</param>
    /// <returns>The vocabulary.</returns>
    public VocabularySpec Change(ParseResult parsed, VocabularySpec vocabulary)
    {
        string[] given = [.. new Option[] { _tokens, _learnt, _ready }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (given.Length > 1)
            throw new UsageException($"'{given[0]}' and '{given[1]}' exclude each other: each says what a token is.");
        var asked = parsed.GetValue(_tokens) ?? parsed.GetValue(_learnt) ?? (parsed.GetValue(_ready) is { } path ? new VocabularySpec.FromFile(path) : null);
        vocabulary = (asked, vocabulary) switch
        {
            (null, _) => vocabulary,
            (VocabularySpec.Subwords learnt, VocabularySpec.Subwords before) => learnt with { LowerCase = before.LowerCase },
            (VocabularySpec.Words or VocabularySpec.Characters, _) when asked.GetType() == vocabulary.GetType() => vocabulary,
            _ => asked,
        };
        if ((parsed.GetValue(_minimumCount), parsed.GetValue(_size)) is not (null, null) and var (count, size))
        {
            if (vocabulary is not VocabularySpec.Words words)
                throw new UsageException($"'{(count is null ? _size : _minimumCount).Name}' is for words, and the tokens here are {NameOf(vocabulary)}: give '--tokens words' {(given.Length > 0 ? "in place of '" + given[0] + "'" : "as well")}.");
            vocabulary = words with { MinimumCount = count ?? words.MinimumCount, MaximumSize = size ?? words.MaximumSize };
        }
        return vocabulary;
    }

    private static string NameOf(VocabularySpec vocabulary) => vocabulary switch
    {
        VocabularySpec.Characters => "characters",
        VocabularySpec.Subwords => "pieces of words",
        _ => "those of a tokenizer",
    };
}
