using System.CommandLine;
using System.Text;
using Rote.Tokenizers;

namespace Rote.Cli.Commands;

/// <summary>The options of <c>rote tokenizer train</c>, and the recipe that they make.</summary>
internal sealed class TokenizerTrainOptions
{
    // What each is for: models that have no use for an option refuse it.
    private const string Bpe = "bpe", ByteBpe = "byte-bpe", WordPiece = "wordpiece", Unigram = "unigram", Word = "word";

    private static readonly string[] Models = [Bpe, ByteBpe, WordPiece, Unigram, Word];

    private readonly Option<string> _model = new("--model")
    {
        Description = $"What is learnt: {string.Join(", ", Models)}.",
        HelpName = "MODEL",
        DefaultValueFactory = _ => ByteBpe,
        CustomParser = result =>
        {
            string name = result.Tokens[^1].Value;
            if (!Models.Contains(name))
                result.AddError($"'--model' must be one of {string.Join(", ", Models)}; got '{name}'.");
            return name;
        },
    };

    private readonly Option<int?> _vocabulary = Verb.OptionalWholeNumber(
        "--vocabulary",
        $"How many tokens, special ones counted. Default: {new TokenizerRecipe.Bpe().VocabularySize}; unigram {new TokenizerRecipe.Unigram().VocabularySize}; word no limit.",
        1,
        1 << 24);

    private readonly Option<int?> _minimumCount = Verb.OptionalWholeNumber(
        "--min-count", $"How often a pair must be there to be joined, or a word to be known; not for unigram. Default: {new TokenizerRecipe.Bpe().MinimumCount}.", 1, int.MaxValue);

    private readonly Option<string[]> _special = new("--special")
    {
        Description = "A special token beside the model's own; may be given several times.",
        HelpName = "TOKEN",
        Arity = new ArgumentArity(1, 1000),
    };

    private readonly Option<int?> _alphabet = Verb.OptionalWholeNumber("--alphabet", "Keep so many characters, the most frequent; for bpe, wordpiece. Default: all.", 1, int.MaxValue);
    private readonly Option<int?> _longest = Verb.OptionalWholeNumber(
        "--longest", $"The most characters (of byte-bpe: bytes) of a token; for bpe, byte-bpe, unigram. Default: no limit; unigram {new TokenizerRecipe.Unigram().MaximumPieceLength}.", 2, 2048);

    private readonly Option<string?> _normalize = Choice("--normalize", "Unicode form of all text: none, nfc, nfd, nfkc, nfkd; not for wordpiece, word. Default: nfkc; byte-bpe none.", "FORM", "none", "nfc", "nfd", "nfkc", "nfkd");
    private readonly Option<string?> _case = Choice("--case", "lower reads all text in lower case, keep leaves it. Default: keep; wordpiece and word lower.", "keep|lower", "keep", "lower");
    private readonly Option<string?> _prefix = new("--prefix") { Description = $"What begins a token within a word; for wordpiece. Default: {new TokenizerRecipe.WordPiece().ContinuingPrefix}.", HelpName = "TEXT" };
    private readonly Option<bool> _prefixSpace = new("--prefix-space") { Description = "Put a space in front of every text; for byte-bpe." };

    /// <summary>Every option that makes the recipe.</summary>
    public IEnumerable<Option> All => [_model, _vocabulary, _minimumCount, _special, _alphabet, _longest, _normalize, _case, _prefix, _prefixSpace];

    /// <summary>The name of the model that was chosen.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The name.</returns>
    public string Model(ParseResult parsed) => parsed.GetValue(_model)!;

    /// <summary>How many tokens were asked for; null where none were.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The number.</returns>
    public int? Vocabulary(ParseResult parsed) => parsed.GetValue(_vocabulary);

    /// <summary>The recipe that the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="UsageException">An option is not for the model.</exception>
    public TokenizerRecipe Recipe(ParseResult parsed)
    {
        string model = Model(parsed);
        Refuse(parsed, model, _minimumCount, Bpe, ByteBpe, WordPiece, Word);
        Refuse(parsed, model, _alphabet, Bpe, WordPiece);
        Refuse(parsed, model, _longest, Bpe, ByteBpe, Unigram);
        Refuse(parsed, model, _normalize, Bpe, ByteBpe, Unigram);
        Refuse(parsed, model, _prefix, WordPiece);
        Refuse(parsed, model, _prefixSpace, ByteBpe);
        string[] further = parsed.GetValue(_special) ?? [];
        int count = parsed.GetValue(_minimumCount) ?? new TokenizerRecipe.Bpe().MinimumCount;
        // Trainers count the first character that is too many.
        int? longest = parsed.GetValue(_longest), tooLong = longest + 1;
        bool? lower = parsed.GetValue(_case) switch { null => null, var name => name == "lower" };
        int? size = Vocabulary(parsed);
        switch (model)
        {
            case Bpe:
                var bpe = new TokenizerRecipe.Bpe { FurtherTokens = further, MinimumCount = count, AlphabetLimit = parsed.GetValue(_alphabet), MaximumTokenLength = tooLong, LowersCase = lower ?? false };
                return bpe with { VocabularySize = size ?? bpe.VocabularySize, Form = Form(parsed, bpe.Form) };
            case ByteBpe:
                var bytes = new TokenizerRecipe.ByteBpe { FurtherTokens = further, MinimumCount = count, MaximumTokenLength = tooLong, LowersCase = lower ?? false };
                return bytes with { VocabularySize = size ?? bytes.VocabularySize, Form = Form(parsed, bytes.Form), AddPrefixSpace = parsed.GetValue(_prefixSpace) };
            case WordPiece:
                var pieces = new TokenizerRecipe.WordPiece { FurtherTokens = further, MinimumCount = count, AlphabetLimit = parsed.GetValue(_alphabet) };
                return pieces with
                {
                    VocabularySize = size ?? pieces.VocabularySize,
                    LowersCase = lower ?? pieces.LowersCase,
                    ContinuingPrefix = parsed.GetValue(_prefix) ?? pieces.ContinuingPrefix,
                };
            case Unigram:
                var unigram = new TokenizerRecipe.Unigram { FurtherTokens = further, LowersCase = lower ?? false };
                return unigram with { VocabularySize = size ?? unigram.VocabularySize, Form = Form(parsed, unigram.Form), MaximumPieceLength = longest ?? unigram.MaximumPieceLength };
            default:
                var words = new TokenizerRecipe.Words { FurtherTokens = further, MinimumCount = count, VocabularySize = size };
                return words with { LowersCase = lower ?? words.LowersCase };
        }
    }

    private NormalizationForm? Form(ParseResult parsed, NormalizationForm? otherwise) => parsed.GetValue(_normalize) switch
    {
        "none" => null,
        "nfc" => NormalizationForm.FormC,
        "nfd" => NormalizationForm.FormD,
        "nfkc" => NormalizationForm.FormKC,
        "nfkd" => NormalizationForm.FormKD,
        _ => otherwise,
    };

    private static void Refuse(ParseResult parsed, string model, Option option, params string[] models)
    {
        if (parsed.GetResult(option) is { Implicit: false } && !models.Contains(model))
            throw new UsageException($"'{option.Name}' is for {string.Join(", ", models)}, and the model here is {model}.");
    }

    private static Option<string?> Choice(string name, string description, string helpName, params string[] choices) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (!choices.Contains(text))
                result.AddError($"'{name}' must be {string.Join(", ", choices[..^1])} or {choices[^1]}; got '{text}'.");
            return text;
        },
    };
}
