using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Text to ids and back, as Hugging Face's tokenizers do it. It is immutable; many threads may use it at once.</summary>
public sealed partial class Tokenizer
{
    private readonly AddedTokens _added;

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
    }

    /// <summary>The parts.</summary>
    public TokenizerPipeline Pipeline { get; }

    /// <summary>One more than the highest id, added tokens included: the rows that an embedding needs. Ids without a token, if any, count.</summary>
    public int VocabularySize => Math.Max(Pipeline.Model.VocabularySize, _added.HighestId + 1);

    /// <summary>The id of the token for what the vocabulary lacks; null when the model has none.</summary>
    public int? UnknownId => Pipeline.Model.UnknownId;

    /// <summary>Reads a tokenizer.json.</summary>
    /// <param name="path">The file, or a folder that holds a <c>tokenizer.json</c>.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The file is damaged or too large, contradicts itself, or holds a part that is not supported.</exception>
    public static Tokenizer Load(string path) => TokenizerFile.Load(path);

    /// <summary>Writes a tokenizer.json that Hugging Face's tokenizers open. Whoever reads meanwhile sees the old file or the whole new one.</summary>
    /// <param name="path">The file; or an existing folder, or a path that ends in a separator, in which <c>tokenizer.json</c> is written.</param>
    /// <exception cref="IOException">The file cannot be written; the old one, if any, is unchanged.</exception>
    public void Save(string path) => TokenizerFile.Save(this, path);

    /// <summary>Makes tokens of a text.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds. Special tokens that the text spells out are found either way.</param>
    /// <returns>Ids, tokens, and where in <paramref name="text"/> they stand.</returns>
    public Encoding Encode(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new EncodingBuilder();
        var pieces = new List<Piece>();
        var buffer = new TokenBuffer();
        foreach (var (part, added) in _added.Split(LoneSurrogates.Replace(text)))
        {
            if (added is not null)
            {
                tokens.Add(added.Id, part.Span.SequenceEqual(added.Content) ? added.Content : part.Span.ToString(), part);
                continue;
            }
            pieces.Clear();
            if (Pipeline.PreTokenizer is { } preTokenizer)
                preTokenizer.Apply(part, pieces);
            else
                pieces.Add(part);
            foreach (var piece in pieces)
            {
                buffer.Clear();
                Pipeline.Model.Tokenize(piece.Span, buffer);
                tokens.Append(piece, buffer.Tokens, Pipeline.Model);
            }
        }
        return (Pipeline.PostProcessor?.Apply(tokens, addSpecialTokens) ?? tokens).Build();
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
}
