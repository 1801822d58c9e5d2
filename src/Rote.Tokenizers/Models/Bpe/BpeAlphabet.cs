using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>The tokens that a piece starts from, before anything is merged: one for each character, or its bytes, or the unknown token.</summary>
internal sealed class BpeAlphabet
{
    // By (continuing ? 1 : 0) + (last ? 2 : 0).
    private readonly CharacterTable[] _characters;
    private readonly int[]? _bytes;
    private readonly byte[] _prefix;
    private readonly byte[] _suffix;
    private readonly bool _fuseUnknown;

    /// <summary>Finds the characters of a vocabulary.</summary>
    public BpeAlphabet(Vocabulary vocabulary, BpeOptions options)
    {
        string prefix = options.ContinuingPrefix ?? "", suffix = options.EndOfWordSuffix ?? "";
        var plain = new CharacterTable(vocabulary, "", "");
        var continuing = prefix.Length == 0 ? plain : new CharacterTable(vocabulary, prefix, "");
        var last = suffix.Length == 0 ? plain : new CharacterTable(vocabulary, "", suffix);
        var both = prefix.Length == 0 ? last : suffix.Length == 0 ? continuing : new CharacterTable(vocabulary, prefix, suffix);
        _characters = [plain, continuing, last, both];
        _prefix = System.Text.Encoding.UTF8.GetBytes(prefix);
        _suffix = System.Text.Encoding.UTF8.GetBytes(suffix);
        _fuseUnknown = options.FuseUnknown;
        if (options.ByteFallback)
            _bytes = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Find(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")) ?? CharacterTable.None)];
    }

    /// <summary>Fills a word with the characters of a piece, their widths in UTF-16 units.</summary>
    /// <returns>False when one has no token; the word is then of no use.</returns>
    public bool TryFill(ReadOnlySpan<char> piece, BpeWord word)
    {
        for (int at = 0; at < piece.Length;)
        {
            int character = piece[at], width = 1;
            if (char.IsSurrogate(piece[at]))
            {
                Rune.DecodeFromUtf16(piece[at..], out var rune, out width);
                character = rune.Value;
            }
            int id = TableOf(at, width, piece.Length)[character];
            if (id == CharacterTable.None)
                return false;
            word.Add(id, width);
            at += width;
        }
        return true;
    }

    /// <summary>Fills a word with the characters of a piece, known or not, their widths in UTF-8 bytes.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="word">The word.</param>
    /// <param name="unknownId">Gives the id for what is unknown when there is such; null leaves it out, so that what follows moves to the left.</param>
    public void FillInBytes(ReadOnlySpan<char> piece, BpeWord word, Func<int>? unknownId)
    {
        int unknown = 0; // bytes of unknown characters that have no token yet
        for (int at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[at..], out var rune, out int used);
            int variant = VariantOf(at, used, piece.Length), id = _characters[variant][rune.Value];
            at += used;
            if (id != CharacterTable.None)
            {
                Flush();
                word.Add(id, rune.Utf8SequenceLength);
            }
            else if (!TryAddBytes(rune, variant, word) && unknownId is not null)
            {
                // What fell back to bytes before this stands before it, even if it came later in the text: so Hugging Face has it.
                if (!_fuseUnknown)
                    Flush();
                unknown += rune.Utf8SequenceLength;
            }
        }
        Flush();

        void Flush()
        {
            if (unknown > 0)
                word.Add(unknownId!(), unknown);
            unknown = 0;
        }
    }

    private static int VariantOf(int at, int width, int length) => (at > 0 ? 1 : 0) + (at + width == length ? 2 : 0);

    private CharacterTable TableOf(int at, int width, int length) => _characters[VariantOf(at, width, length)];

    // The bytes of prefix and suffix too, if the character has any: each counts as one byte of the text.
    private bool TryAddBytes(Rune rune, int variant, BpeWord word)
    {
        if (_bytes is null)
            return false;
        Span<byte> utf8 = stackalloc byte[4];
        utf8 = utf8[..rune.EncodeToUtf8(utf8)];
        ReadOnlySpan<byte> prefix = (variant & 1) != 0 ? _prefix : [], suffix = (variant & 2) != 0 ? _suffix : [];
        if (!HasAll(prefix) || !HasAll(utf8) || !HasAll(suffix))
            return false;
        AddAll(prefix);
        AddAll(utf8);
        AddAll(suffix);
        return true;

        bool HasAll(ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes)
            {
                if (_bytes[value] == CharacterTable.None)
                    return false;
            }
            return true;
        }

        void AddAll(ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes)
                word.Add(_bytes[value], 1);
        }
    }
}
