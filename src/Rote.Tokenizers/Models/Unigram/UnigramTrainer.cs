using System.Text;

namespace Rote.Tokenizers;

/// <summary>Trains tokenizers whose vocabulary is a list of pieces with scores.</summary>
/// <remarks>
/// Kudo 2018, section 3.2, https://arxiv.org/abs/1804.10959, as Hugging Face's UnigramTrainer does it: the same pieces, and the same scores but for rounding.
/// It differs where Hugging Face's result is random or broken: characters that training gave up get the lowest scores in the order of their code points;
/// no piece is there twice, a learnt one that is a special token's text being left out; the text <c>&lt;UNK&gt;</c> is ordinary; and a vocabulary too small
/// for all characters and special tokens is refused.
/// </remarks>
public static class UnigramTrainer
{
    /// <summary>The distance of the scores that characters get which training gave up.</summary>
    private const double ScoreStep = 0.0001;

    /// <summary>Learns the pieces of texts, and makes a tokenizer of them.</summary>
    /// <param name="texts">The texts; read once, on this thread. Special tokens spelt out in them count as ordinary text. <see cref="TrainingFiles"/> reads files.</param>
    /// <param name="options">How to train, and the other parts of the tokenizer.</param>
    /// <param name="progress">Hears how far training has come. Default: null, nobody does.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <returns>
    /// The tokenizer: special tokens first, then pieces by score, the highest first. The same texts give the same tokenizer, in whatever order they come and
    /// on however many processors.
    /// </returns>
    /// <exception cref="ArgumentException">An option is invalid, a text is null, there is no text, or it holds more characters than the vocabulary may.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static Tokenizer Train(
        IEnumerable<string> texts, UnigramTrainerOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException($"`options`: {string.Join(' ', violations)}", nameof(options));
        var words = WordCounter.Count(texts, options.Normalizer, options.PreTokenizer, progress, cancellation);
        if (words.All(word => !word.Word.AsSpan().ContainsAnyExcept('\0')))
            throw new ArgumentException("`texts` must hold something to learn from; nothing is left of them once they are normalized and split.", nameof(texts));
        progress?.Report(new TrainingProgress(TrainingStage.FindingSeeds, 0, words.Count));
        var model = Train(words, options, round => progress?.Report(new TrainingProgress(TrainingStage.Estimating, round.Done, round.Most)), cancellation);
        return new Tokenizer(new TokenizerPipeline
        {
            AddedTokens = [.. options.SpecialTokens.Select(token => new AddedToken(model.TokenToId(token)!.Value, token))],
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            Model = model,
            PostProcessor = options.PostProcessor,
            Decoder = options.Decoder,
        });
    }

    /// <summary>Learns the pieces of words, of which one holds more than U+0000.</summary>
    internal static UnigramModel Train(IReadOnlyList<WordCount> words, UnigramTrainerOptions options, Action<UnigramIteration> report, CancellationToken cancellation)
    {
        string[] required = RequiredCharacters(words, options);
        var lexicon = UnigramSeeds.Find(words, options.MaximumPieceLength, options.SeedSize);
        var corpus = new UnigramCorpus(words, cancellation);
        // A tenth more than asked for; the last of them are dropped in the end.
        int desired = (int)Math.Min(options.VocabularySize * 11L / 10, int.MaxValue);
        long most = options.SubIterations * RoundsOf(lexicon.Count, desired, options.ShrinkingFactor), done = 0;
        while (true)
        {
            for (int round = 0; round < options.SubIterations; round++)
            {
                (lexicon, double objective, long tokens) = UnigramEstimation.Iterate(corpus, lexicon);
                report(new UnigramIteration(++done, most, lexicon.Count, objective, tokens));
            }
            int before = lexicon.Count;
            if (before <= desired)
                break;
            lexicon = UnigramPruning.Prune(corpus, lexicon, Math.Max(desired, (int)(before * options.ShrinkingFactor)));
            if (lexicon.Count == before)
                break;
        }
        return Finish(lexicon, required, options);
    }

    // The rounds that bring a number of pieces down to another, if nothing but pruning does.
    private static long RoundsOf(int pieces, int desired, double factor) =>
        1 + Math.Clamp((long)Math.Ceiling((Math.Log(desired) - Math.Log(pieces)) / Math.Log(factor)), 0, pieces);

    // By code point.
    private static string[] RequiredCharacters(IReadOnlyList<WordCount> words, UnigramTrainerOptions options)
    {
        var characters = new HashSet<Rune>(options.InitialAlphabet);
        foreach (var (word, _) in words)
        {
            foreach (var rune in word.EnumerateRunes())
                characters.Add(rune);
        }
        string[] required = [.. characters.Order().Select(rune => rune.ToString()).Except(options.FirstPieces)];
        int least = options.FirstPieces.Length + required.Length;
        return least <= options.VocabularySize ? required : throw new ArgumentException(
            $"`options`: VocabularySize must be at least {least}: {required.Length} characters and {options.FirstPieces.Length} special tokens; got {options.VocabularySize}. " +
            "Ask for more pieces, or normalize the texts to fewer characters.", nameof(options));
    }

    private static UnigramModel Finish(UnigramLexicon lexicon, string[] required, UnigramTrainerOptions options)
    {
        var first = options.FirstPieces;
        int room = options.VocabularySize - first.Length;
        var pieces = new List<UnigramPiece>();
        int givenUp = 0;
        foreach (string character in required)
        {
            int id = lexicon.Trie.Find(character);
            pieces.Add(new UnigramPiece(character, id >= 0 ? lexicon.Scores[id] : lexicon.LowestScore + ScoreStep * givenUp++));
        }
        var others = lexicon.Texts.Zip(lexicon.Scores, (text, score) => new UnigramPiece(text, score)).ExceptBy([.. first, .. required], piece => piece.Text);
        pieces.AddRange(others.Take(room - pieces.Count));
        int? unknownId = options.UnknownToken is null ? null : Array.IndexOf(first, options.UnknownToken);
        return new UnigramModel([.. first.Select(token => new UnigramPiece(token, 0)), .. pieces.OrderByDescending(piece => piece.Score)], unknownId);
    }
}
