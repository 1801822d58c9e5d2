using System.Text;

namespace Rote.Tokenizers;

/// <summary>Finds the characters of a text by the bytes of its UTF-8 form, from left to right.</summary>
/// <param name="text">The text, not empty.</param>
internal ref struct Utf8Cursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _bytes;

    /// <summary>Where the character begins, in UTF-16 units.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes on to the character of a byte; to the last one for bytes beyond the end.</summary>
    public void MoveTo(int position)
    {
        while (_bytes <= position && End < _text.Length)
        {
            Start = End;
            Rune.DecodeFromUtf16(_text[Start..], out var rune, out int used);
            End += used;
            _bytes += rune.Utf8SequenceLength;
        }
    }
}
