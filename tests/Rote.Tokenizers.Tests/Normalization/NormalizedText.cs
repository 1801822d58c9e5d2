namespace Rote.Tokenizers.Tests.Normalization;

/// <summary>What a normalizer makes of a text, written down: each new character with its range, in UTF-16 units.</summary>
internal static class NormalizedText
{
    public static string Of(Normalizer normalizer, string text)
    {
        var piece = normalizer.Apply(new Piece(new AlignedText(text)));
        var characters = new List<string>();
        for (int at = 0, width; at < piece.Length; at += width)
        {
            width = char.IsHighSurrogate(piece.Span[at]) ? 2 : 1;
            var (start, length) = piece.Slice(at, width).Original;
            characters.Add($"{piece.Span.Slice(at, width)}:{start}-{start + length}");
        }
        return string.Join('|', characters);
    }
}
