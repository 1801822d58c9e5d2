namespace Rote.Tokenizers;

/// <summary>A text, or a pair of texts, as tokens. All lists but <see cref="UnknownIndices"/> and <see cref="Overflowing"/> have the same length.</summary>
public sealed class Encoding : IEquatable<Encoding>
{
    private readonly EncodingShape _shape;
    private readonly TokenNames _names;
    private readonly EncodingColumns _columns;
    private readonly OverflowingEncodings? _overflowing;

    // What follows from the rest is made when it is asked for; two threads at once make it twice, and the same.
    private string[]? _tokens;
    private IReadOnlyList<int>? _typeIds;
    private IReadOnlyList<int>? _attentionMask;
    private int[]? _specialTokensMask;
    private int?[]? _wordIds;
    private int?[]? _sequenceIds;

    internal Encoding(EncodingShape shape, TokenNames names, in EncodingColumns columns, OverflowingEncodings? overflowing)
    {
        _shape = shape;
        _names = names;
        _columns = columns;
        _overflowing = overflowing;
    }

    /// <summary>The ids, what a model reads.</summary>
    public IReadOnlyList<int> Ids => _columns.Ids;

    /// <summary>
    /// The tokens: entries of the vocabulary; for added tokens the text that was matched, white space taken in included; for what a Unigram
    /// vocabulary lacks the text itself.
    /// </summary>
    public IReadOnlyList<string> Tokens => _tokens ??= MakeTokens();

    /// <summary>
    /// Where each token stands in its text, in UTF-16 units; in its word where words were given. (0, 0) for pads and tokens that the post-processor added.
    /// </summary>
    public IReadOnlyList<(int Start, int Length)> Offsets => _columns.Offsets;

    /// <summary>The segment of each token: 0 or 1, or what the post-processor says.</summary>
    public IReadOnlyList<int> TypeIds => _typeIds ??= _shape.TypeIds();

    /// <summary>1 for every token that a model may see, 0 for pads.</summary>
    public IReadOnlyList<int> AttentionMask => _attentionMask ??= _shape.AttentionMask();

    /// <summary>1 for pads and for tokens that the post-processor added, 0 for those of a text, special ones that it spells out included.</summary>
    public IReadOnlyList<int> SpecialTokensMask => _specialTokensMask ??= _shape.SpecialTokensMask();

    /// <summary>Which word of its text each token is of: which piece of the pre-tokenizer, or which of the words that were given; null for none.</summary>
    public IReadOnlyList<int?> WordIds => _wordIds ??= [.. _columns.Words.Select(word => word == EncodingColumns.NoWord ? (int?)null : word)];

    /// <summary>Which text each token is of: 0 for the first, 1 for the second of a pair, null for none.</summary>
    public IReadOnlyList<int?> SequenceIds => _sequenceIds ??= _shape.SequenceIds();

    /// <summary>
    /// What truncation cut off, window by window, completed as this is; of pairs, the windows of both in all combinations. Empty when nothing was cut.
    /// Each is made anew when asked for.
    /// </summary>
    public IReadOnlyList<Encoding> Overflowing => _overflowing is null ? [] : _overflowing;

    /// <summary>
    /// Indices, ascending, of the tokens that stand for something the vocabulary lacks. An unknown token that the text itself spells out is not among them.
    /// </summary>
    public IReadOnlyList<int> UnknownIndices => _columns.Unknown;

    /// <summary>Where each token stands, in other units.</summary>
    /// <param name="unit">What to count.</param>
    /// <param name="text">The text that was encoded.</param>
    /// <param name="pair">The second text of the pair that was encoded; null for none.</param>
    /// <returns>A start and a length for each token; (0, 0) where <see cref="Offsets"/> has it.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> or <paramref name="pair"/> is not the text that was encoded: it is too short.</exception>
    public IReadOnlyList<(int Start, int Length)> OffsetsIn(OffsetUnit unit, string text, string? pair = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new[] { new UnitCounts(text, unit), new UnitCounts(pair ?? "", unit) };
        return Converted((of, _) => counts[of]);
    }

    /// <summary>Where each token stands, in other units.</summary>
    /// <param name="unit">What to count.</param>
    /// <param name="words">The words that were encoded.</param>
    /// <param name="pair">The words of the second text of the pair that was encoded; null for none.</param>
    /// <returns>A start and a length in its word for each token; (0, 0) where <see cref="Offsets"/> has it.</returns>
    /// <exception cref="ArgumentException"><paramref name="words"/> or <paramref name="pair"/> are not the words that were encoded: too few, or one too short.</exception>
    public IReadOnlyList<(int Start, int Length)> OffsetsIn(OffsetUnit unit, IReadOnlyList<string> words, IReadOnlyList<string>? pair = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        var texts = new[] { words, pair ?? [] };
        // Tokens of a word stand together.
        (int Text, int Word, UnitCounts Counts)? last = null;
        return Converted((of, word) =>
        {
            if (last is not { } known || known.Text != of || known.Word != word)
            {
                if (word >= texts[of].Count)
                    throw new ArgumentException($"`words` must be the words that were encoded; there are {texts[of].Count}, and a token is of word {word}.", nameof(words));
                last = known = (of, word, new UnitCounts(texts[of][word], unit));
            }
            return known.Counts;
        });
    }

    /// <summary>The pieces of the text that the vocabulary lacks, each once, in order of appearance.</summary>
    /// <param name="text">The text that was encoded.</param>
    /// <param name="pair">The second text of the pair that was encoded; null for none.</param>
    /// <returns>The pieces as they stand in the text; empty when all is known.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> or <paramref name="pair"/> is not the text that was encoded: it is too short.</exception>
    public IReadOnlyList<string> UnknownPieces(string text, string? pair = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pieces = new List<string>();
        int[] texts = UnknownIndices.Count > 0 ? _shape.Texts() : [];
        foreach (int index in UnknownIndices)
        {
            var (name, whole) = texts[index] == 0 ? (nameof(text), text) : (nameof(pair), pair ?? "");
            var (start, length) = Offsets[index];
            if (start + length > whole.Length)
            {
                throw new ArgumentException(
                    $"`{name}` must be the text that was encoded; it has {whole.Length} UTF-16 units, and token {index} ends at {start + length}.", name);
            }
            string piece = whole.Substring(start, length);
            if (seen.Add(piece))
                pieces.Add(piece);
        }
        return pieces;
    }

    /// <summary>Compares token by token.</summary>
    /// <param name="other">Another encoding.</param>
    /// <returns>True when all lists are the same, those of overflowing encodings too.</returns>
    public bool Equals(Encoding? other) => other is not null && Ids.SequenceEqual(other.Ids) && Offsets.SequenceEqual(other.Offsets)
        && _columns.Words.AsSpan().SequenceEqual(other._columns.Words) && UnknownIndices.SequenceEqual(other.UnknownIndices)
        && Tokens.SequenceEqual(other.Tokens, StringComparer.Ordinal) && TypeIds.SequenceEqual(other.TypeIds) && AttentionMask.SequenceEqual(other.AttentionMask)
        && SpecialTokensMask.SequenceEqual(other.SpecialTokensMask) && SequenceIds.SequenceEqual(other.SequenceIds) && Overflowing.SequenceEqual(other.Overflowing);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Encoding);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int id in _columns.Ids)
            hash.Add(id);
        return hash.ToHashCode();
    }

    /// <summary>The same with pads; itself when it needs none.</summary>
    /// <param name="length">The length to reach; a longer encoding keeps its own.</param>
    /// <param name="padding">What the pads are.</param>
    internal Encoding Padded(int length, PaddingOptions padding)
    {
        int pads = Math.Max(0, length - _columns.Ids.Length);
        if (pads == 0 && _overflowing is null)
            return this;
        int before = padding.Direction == TokenSide.Left ? pads : 0;
        var columns = new EncodingColumns(_columns.Ids.Length + pads);
        columns.Add(padding.PadId, before);
        columns.Add(_columns);
        columns.Add(padding.PadId, pads - before);
        return new Encoding(_shape with { PadsBefore = before, PadsAfter = pads - before, Padding = padding }, _names, columns, _overflowing?.Padded(length, padding));
    }

    private string[] MakeTokens()
    {
        string[] tokens = new string[_columns.Ids.Length];
        int at = _shape.PadsBefore;
        foreach (var segment in _shape.Layout.Segments)
        {
            int end = at + _shape.LengthOf(segment);
            for (; at < end; at++)
                tokens[at] = segment.Text is null ? segment.Token.Token : _names[_columns.Ids[at]];
        }
        for (int i = 0; i < _columns.Renamed.Length; i++)
            tokens[_columns.Renamed[i]] = _columns.NewNames[i];
        string pad = _shape.Padding?.PadToken ?? "";
        tokens.AsSpan(0, _shape.PadsBefore).Fill(pad);
        tokens.AsSpan(at).Fill(pad);
        return tokens;
    }

    private (int Start, int Length)[] Converted(Func<int, int, UnitCounts> countsOf)
    {
        var converted = new (int Start, int Length)[_columns.Ids.Length];
        int at = _shape.PadsBefore;
        foreach (var segment in _shape.Layout.Segments)
        {
            int end = at + _shape.LengthOf(segment);
            for (; at < end; at++)
            {
                if (segment.Text is { } text)
                    converted[at] = countsOf(text, _columns.Words[at]).Of(_columns.Offsets[at]);
            }
        }
        return converted;
    }
}
