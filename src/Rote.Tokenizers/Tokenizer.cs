using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Text to ids and back, as Hugging Face's tokenizers do it. It is immutable; many threads may use it at once.</summary>
public sealed partial class Tokenizer
{
    private readonly AddedTokens _added;
    private readonly TokenNames _names;
    private readonly TextEncoder _encoder;
    private readonly EncodingLayout[] _layouts;

    /// <summary>Makes a tokenizer of its parts.</summary>
    /// <param name="pipeline">The parts.</param>
    /// <exception cref="ArgumentException">The parts contradict each other; the message lists everything that is wrong.</exception>
    public Tokenizer(TokenizerPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        string[] violations = [.. pipeline.Violations()];
        if (violations.Length > 0)
            throw new ArgumentException($"`pipeline`: {string.Join(' ', violations)}", nameof(pipeline));
        Pipeline = pipeline;
        _added = new AddedTokens(pipeline);
        _names = new TokenNames(pipeline.Model, _added);
        _layouts = [.. new[] { false, true }.SelectMany(isPair => new[] { false, true }.Select(addSpecialTokens => EncodingLayout.Of(pipeline.PostProcessor, isPair, addSpecialTokens)))];
        _encoder = new TextEncoder(pipeline, _added, _layouts.Any(layout => layout.Segments.Any(segment => segment.Trims.Count > 0)));
    }

    // Another truncation or padding, all else shared.
    private Tokenizer(TokenizerPipeline pipeline, Tokenizer parts) =>
        (Pipeline, _added, _names, _encoder, _layouts) = (pipeline, parts._added, parts._names, parts._encoder, parts._layouts);

    /// <summary>The parts.</summary>
    public TokenizerPipeline Pipeline { get; }

    /// <summary>One more than the highest id, added tokens included: the rows that an embedding needs. Ids without a token, if any, count.</summary>
    public int VocabularySize => Math.Max(Pipeline.Model.VocabularySize, _added.HighestId + 1);

    /// <summary>The id of the token for what the vocabulary lacks; null when the model has none.</summary>
    public int? UnknownId => Pipeline.Model.UnknownId;

    /// <summary>Reads a tokenizer.json, or the classic files of a tokenizer.</summary>
    /// <param name="path">
    /// The file, or a folder that holds a <c>tokenizer.json</c>. Else classic files, or a folder of them: a <c>vocab.json</c> with a <c>merges.txt</c> (byte-level BPE,
    /// CLIP, GPT), a <c>vocab.txt</c> (BERT), a SentencePiece <c>.model</c>. What kind they are is taken from the class that the <c>tokenizer_config.json</c> beside
    /// them names, or else from what they hold.
    /// </param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The file is damaged or too large, contradicts itself, or holds a part that is not supported.</exception>
    public static Tokenizer Load(string path) => TokenizerFile.Load(path);

    /// <summary>Writes a tokenizer.json that Hugging Face's tokenizers open. Whoever reads meanwhile sees the old file or the whole new one.</summary>
    /// <param name="path">The file; or an existing folder, or a path that ends in a separator, in which <c>tokenizer.json</c> is written.</param>
    /// <exception cref="IOException">The file cannot be written; the old one, if any, is unchanged.</exception>
    public void Save(string path) => TokenizerFile.Save(this, path);

    /// <summary>The same tokenizer with another truncation; it shares all that was loaded.</summary>
    /// <param name="truncation">How to cut; null cuts nothing.</param>
    /// <returns>The new tokenizer; this one is unchanged.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Tokenizer WithTruncation(TruncationOptions? truncation)
    {
        string[] violations = [.. truncation?.Violations() ?? []];
        return violations.Length == 0
            ? new Tokenizer(Pipeline with { Truncation = truncation }, this)
            : throw new ArgumentException($"`truncation`: {string.Join(' ', violations)}", nameof(truncation));
    }

    /// <summary>The same tokenizer with another padding; it shares all that was loaded.</summary>
    /// <param name="padding">How to pad; null pads nothing.</param>
    /// <returns>The new tokenizer; this one is unchanged.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Tokenizer WithPadding(PaddingOptions? padding)
    {
        string[] violations = [.. padding?.Violations() ?? []];
        return violations.Length == 0
            ? new Tokenizer(Pipeline with { Padding = padding }, this)
            : throw new ArgumentException($"`padding`: {string.Join(' ', violations)}", nameof(padding));
    }

    /// <summary>The same tokenizer with further added tokens.</summary>
    /// <param name="tokens">
    /// The tokens. One without an id gets that which it has already, in the model's vocabulary or among the added tokens, else the next free one after all
    /// others. One that was added before takes on the new flags.
    /// </param>
    /// <returns>The new tokenizer; this one is unchanged. A model's embedding may have to grow to its <see cref="VocabularySize"/>.</returns>
    /// <exception cref="ArgumentException">The tokens contradict each other or those there are; the message lists everything that is wrong.</exception>
    /// <remarks>Hugging Face takes the number of tokens for the next free id; where ids leave gaps, that may be in use, and here is not taken.</remarks>
    public Tokenizer WithAddedTokens(params IEnumerable<AddedToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new Tokenizer(Pipeline.WithAddedTokens(tokens));
    }

    /// <summary>The id of a token.</summary>
    /// <param name="token">A token of the vocabulary, or an added one.</param>
    /// <returns>Its id; null when there is no such token.</returns>
    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _added.Find(token) ?? Pipeline.Model.TokenToId(token);
    }

    /// <summary>The token of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The token, an added and normalized one in normalized form; null when there is none.</returns>
    public string? IdToToken(int id) => _added.Find(id) ?? Pipeline.Model.IdToToken(id);

    private EncodingLayout LayoutOf(bool isPair, bool addSpecialTokens) => _layouts[(isPair ? 2 : 0) + (addSpecialTokens ? 1 : 0)];
}
