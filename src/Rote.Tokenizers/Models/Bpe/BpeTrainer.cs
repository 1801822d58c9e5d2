namespace Rote.Tokenizers;

/// <summary>Trains tokenizers by byte-pair encoding: of characters, or of bytes with a byte-level pre-tokenizer.</summary>
/// <remarks>
/// Sennrich et al. 2016, section 3.2, https://aclanthology.org/P16-1162, as Hugging Face's BpeTrainer does it: the same tokens, ids and merges. Where its result is
/// random this one is not: characters with prefix or suffix get their ids in the order of their code points, and of characters that are equally frequent at the
/// <see cref="BpeTrainerOptions.AlphabetLimit"/> the lower ones are kept.
/// </remarks>
public static class BpeTrainer
{
    /// <summary>Learns the tokens and merges of texts, and makes a tokenizer of them.</summary>
    /// <param name="texts">The texts; read once, on this thread. Special tokens spelt out in them count as ordinary text. <see cref="TrainingFiles"/> reads files.</param>
    /// <param name="options">How to train, and the other parts of the tokenizer.</param>
    /// <param name="progress">Hears how far training has come. Default: null, nobody does.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <returns>
    /// The tokenizer: special tokens first, then characters by code point, then what was merged, in that order. The same texts give the same tokenizer, in whatever
    /// order they come and on however many processors.
    /// </returns>
    /// <exception cref="ArgumentException">An option is invalid, a text is null, or the texts hold too many words for the memory of one program.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static Tokenizer Train(
        IEnumerable<string> texts, BpeTrainerOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException($"`options`: {string.Join(' ', violations)}", nameof(options));
        var words = WordCounter.Count(texts, options.Normalizer, options.PreTokenizer, progress, cancellation);
        var trained = BpeTraining.Train(words, options, progress, cancellation);
        return new Tokenizer(new TokenizerPipeline
        {
            AddedTokens = [.. options.SpecialTokens.Select((token, id) => new AddedToken(id, token))],
            Normalizer = options.Normalizer,
            PreTokenizer = options.PreTokenizer,
            Model = new BpeModel(trained.Vocabulary, trained.Merges, options.Model),
            PostProcessor = options.PostProcessor,
            Decoder = options.Decoder,
        });
    }
}
