using System.Text;

namespace Rote.Tokenizers;

/// <summary>
/// Rewrites a piece by a character map, with the ranges that Hugging Face's tokenizers give: where the text begins with characters that the map deletes, all ranges after
/// them slip to the left; and where such follow an expansion, its last character takes the range of the first of them.
/// </summary>
internal sealed class PrecompiledEditor(Piece piece)
{
    private readonly PieceEditor _editor = new(piece);
    private int _at;
    private bool _slipped;

    /// <summary>Replaces a stretch that begins where the last one ended, or later.</summary>
    public void Replace(int start, int end, ReadOnlySpan<byte> replacement)
    {
        KeepUntil(start);
        int before = Count(piece.Span[start..end]), after = Count(replacement);
        for (int index = 0; index < after; index++)
        {
            Rune.DecodeFromUtf8(replacement, out var rune, out int length);
            replacement = replacement[length..];
            _editor.Append(rune, index >= before ? 1 : index == after - 1 ? after - before : 0);
        }
        if (after == 0 && _editor.IsEmpty)
            _slipped = true;
        else if (after == 0)
            _editor.SkipAfterLast(before);
        _at = end;
    }

    /// <summary>The rewritten piece.</summary>
    public Piece Finish()
    {
        KeepUntil(piece.Length);
        return _editor.Finish();
    }

    private void KeepUntil(int end)
    {
        if (_slipped)
        {
            foreach (var rune in piece.Span[_at..end].EnumerateRunes())
                _editor.Append(rune, 0);
        }
        else
        {
            _editor.KeepUntil(end);
        }
        _at = end;
    }

    private static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte value in text)
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
