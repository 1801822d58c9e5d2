namespace Rote.Tokenizers;

/// <summary>Trains WordPiece tokenizers.</summary>
/// <remarks>
/// As Hugging Face's WordPieceTrainer does it, which is <see cref="BpeTrainer"/> with a prefix and without its merges; the likelihood of Schuster and Nakajima 2012 plays
/// no part. The ids of continuing characters, random there, are in the order of their code points here; and ties follow them.
/// </remarks>
public static class WordPieceTrainer
{
    /// <summary>Learns the tokens of texts, and makes a tokenizer of them.</summary>
    /// <param name="texts">The texts; read once, on this thread. Special tokens spelt out in them count as ordinary text. <see cref="TrainingFiles"/> reads files.</param>
    /// <param name="options">How to train, and the other parts of the tokenizer.</param>
    /// <param name="progress">Hears how far training has come. Default: null, nobody does.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <returns>
    /// The tokenizer: special tokens first, then characters by code point, then those with the prefix, then what was merged, in that order. The same texts give the
    /// same tokenizer, in whatever order they come and on however many processors.
    /// </returns>
    /// <exception cref="ArgumentException">An option is invalid, a text is null, or the texts hold too many words for the memory of one program.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static Tokenizer Train(
        IEnumerable<string> texts, WordPieceTrainerOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException($"`options`: {string.Join(' ', violations)}", nameof(options));
        var words = WordCounter.Count(texts, options.Normalizer, options.PreTokenizer, progress, cancellation);
        var trained = BpeTraining.Train(words, options.Merging, progress, cancellation);
        return new Tokenizer(new TokenizerPipeline
        {
            AddedTokens = [.. options.SpecialTokens.Select((token, id) => new AddedToken(id, token))],
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            Model = new WordPieceModel(trained.Vocabulary, options.UnknownToken, options.ContinuingPrefix),
            PostProcessor = options.PostProcessor,
            Decoder = options.Decoder,
        });
    }
}
