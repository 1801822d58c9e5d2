using Rote.Tokenizers;

namespace Rote.Pipelines;

/// <summary>A text as the encoder reads it.</summary>
/// <param name="Ids">Its tokens; none where the text is empty or blank.</param>
/// <param name="Pieces">What each token stands for: a piece of the text, or the token's own name where it stands for none, as the end does.</param>
/// <param name="Unknown">Pieces that were read as unknown, each once, in order.</param>
/// <param name="LeftOut">Tokens that are beyond the reach of the positions.</param>
internal sealed record SourceText(int[] Ids, string[] Pieces, string[] Unknown, int LeftOut)
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokenizer">Makes tokens of it.</param>
    /// <param name="reach">Tokens to be read at most; of a longer text the end token stays, where it has one.</param>
    /// <param name="endIds">The end tokens.</param>
    /// <returns>What is read.</returns>
    public static SourceText Read(string text, Tokenizer tokenizer, int reach, IReadOnlyList<int> endIds)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
            return new SourceText([], [], [], 0);
        var encoding = tokenizer.Encode(text);
        int[] read = [.. Enumerable.Range(0, encoding.Ids.Count)];
        if (read.Length > reach)
            read = endIds.Contains(encoding.Ids[^1]) ? [.. read[..(reach - 1)], read[^1]] : read[..reach];
        var unknown = encoding.UnknownIndices.ToHashSet();
        return new SourceText(
            [.. read.Select(index => encoding.Ids[index])],
            [.. read.Select(Piece)],
            [.. read.Where(unknown.Contains).Select(Piece).Distinct(StringComparer.Ordinal)],
            encoding.Ids.Count - read.Length);

        string Piece(int index) => encoding.Offsets[index] is var (start, length) && length > 0 ? text.Substring(start, length) : encoding.Tokens[index];
    }
}
