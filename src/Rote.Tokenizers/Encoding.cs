namespace Rote.Tokenizers;

/// <summary>A text as tokens. All lists have the same length; two encodings are equal when all their tokens, ids and offsets are.</summary>
public sealed record Encoding
{
    /// <summary>The ids, what a model reads.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>The tokens: entries of the vocabulary, and for added tokens the text that was matched, white space taken in included.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Where each token stands in the text that was given, in UTF-16 units; (0, 0) for tokens that the post-processor added.</summary>
    public required IReadOnlyList<(int Start, int Length)> Offsets { get; init; }

    /// <summary>
    /// Indices, ascending, of the tokens that stand for something the vocabulary lacks. An unknown token that the text itself spells out is not among them.
    /// </summary>
    public required IReadOnlyList<int> UnknownIndices { get; init; }

    /// <summary>The pieces of the text that the vocabulary lacks, each once, in order of appearance.</summary>
    /// <param name="text">The text that was encoded.</param>
    /// <returns>The pieces as they stand in the text; empty when all is known.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not the text that was encoded: it is too short.</exception>
    public IReadOnlyList<string> UnknownPieces(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pieces = new List<string>();
        foreach (int index in UnknownIndices)
        {
            var (start, length) = Offsets[index];
            if (start + length > text.Length)
            {
                throw new ArgumentException(
                    $"`text` must be the text that was encoded; it has {text.Length} UTF-16 units, and token {index} ends at {start + length}.", nameof(text));
            }
            string piece = text.Substring(start, length);
            if (seen.Add(piece))
                pieces.Add(piece);
        }
        return pieces;
    }

    /// <summary>Compares token by token.</summary>
    /// <param name="other">Another encoding.</param>
    /// <returns>True when ids, tokens, offsets and unknown indices are the same.</returns>
    public bool Equals(Encoding? other) => other is not null && Ids.SequenceEqual(other.Ids) && Tokens.SequenceEqual(other.Tokens, StringComparer.Ordinal)
        && Offsets.SequenceEqual(other.Offsets) && UnknownIndices.SequenceEqual(other.UnknownIndices);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int id in Ids)
            hash.Add(id);
        return hash.ToHashCode();
    }
}
