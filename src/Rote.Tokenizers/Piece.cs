namespace Rote.Tokenizers;

/// <summary>A stretch of a text under way; it begins and ends between characters.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">Where it begins there, in UTF-16 units.</param>
/// <param name="Length">Its length, in UTF-16 units.</param>
internal readonly record struct Piece(AlignedText Source, int Start, int Length)
{
    public Piece(AlignedText source)
        : this(source, 0, source.Text.Length)
    {
    }

    public ReadOnlySpan<char> Span => Source.Text.AsSpan(Start, Length);

    /// <summary>The range of the original text that this piece, which is not empty, stands for.</summary>
    public (int Start, int Length) Original
    {
        get
        {
            int start = Source[Start].Start;
            return (start, Source[Start + Length - 1].End - start);
        }
    }

    public Piece Slice(int start, int length) => new(Source, Start + start, length);

    /// <summary>The piece with other characters, as many as before.</summary>
    public Piece Replaced(string text) => new(Source.Replaced(Start, text));
}
