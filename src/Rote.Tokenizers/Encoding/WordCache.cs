using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rote.Tokenizers;

/// <summary>What a tokenizer made of words, so that a word is taken apart once. It belongs to one thread; at a fixed number of words or tokens it is emptied and begins anew.</summary>
internal sealed class WordCache
{
    /// <summary>Longer words are not kept, in UTF-16 units.</summary>
    public const int LongestWord = 64;

    private const int InlineLength = 8;
    private const int FirstSlots = 1 << 10;
    private const int MostWords = 1 << 16;

    // Words of ordinary text have two tokens or so; texts made to fill memory have more.
    private const int MostTokens = 4 * MostWords;

    // Words made to fall on one place must not make a search of all places.
    private const int MostProbes = 64;

    private Slot[] _slots = new Slot[FirstSlots];
    private char[] _texts = new char[FirstSlots];
    private WordToken[] _tokens = new WordToken[2 * FirstSlots];
    private int _count;
    private int _textLength;
    private int _tokenCount;

    /// <summary>The tokens of a word.</summary>
    /// <param name="word">The word, not empty, at most <see cref="LongestWord"/> long.</param>
    /// <param name="tokens">Its tokens, where it is kept; they stay valid until the next word is added.</param>
    /// <param name="pieces">How many pieces it was split into.</param>
    /// <returns>True when it is kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ReadOnlySpan<char> word, out ReadOnlySpan<WordToken> tokens, out int pieces)
    {
        int at = Find(Key.Of(word), word);
        if (at < 0 || _slots[at].Length == 0)
        {
            tokens = default;
            pieces = 0;
            return false;
        }
        ref var slot = ref _slots[at];
        tokens = _tokens.AsSpan(slot.FirstToken, slot.TokenCount);
        pieces = slot.Pieces;
        return true;
    }

    /// <summary>Bytes that the table takes.</summary>
    public int Bytes => Unsafe.SizeOf<Slot>() * _slots.Length + sizeof(char) * _texts.Length + Unsafe.SizeOf<WordToken>() * _tokens.Length;

    /// <summary>Keeps a word that is not kept yet.</summary>
    /// <param name="word">The word.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="pieces">How many pieces it was split into.</param>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<WordToken> tokens, int pieces)
    {
        if (_count == MostWords || _tokenCount + tokens.Length > MostTokens)
        {
            Array.Clear(_slots);
            _count = _textLength = _tokenCount = 0;
        }
        else if (2 * _count == _slots.Length)
        {
            Grow();
        }
        var key = Key.Of(word);
        int at = Find(key, word);
        if (at < 0)
            return;
        _slots[at] = new Slot
        {
            Key = key,
            Text = _textLength,
            FirstToken = _tokenCount,
            TokenCount = tokens.Length,
            Length = (ushort)word.Length,
            Pieces = (ushort)pieces,
        };
        if (word.Length > InlineLength)
        {
            Reserve(ref _texts, _textLength + word.Length);
            word.CopyTo(_texts.AsSpan(_textLength));
            _textLength += word.Length;
        }
        Reserve(ref _tokens, _tokenCount + tokens.Length);
        tokens.CopyTo(_tokens.AsSpan(_tokenCount));
        _tokenCount += tokens.Length;
        _count++;
    }

    // The slot of a word, or the empty one where it belongs, or -1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(Key key, ReadOnlySpan<char> word)
    {
        var slots = _slots;
        int at = (int)key.Hash & (slots.Length - 1);
        for (int probe = 0; probe < MostProbes; probe++)
        {
            ref var slot = ref slots[at];
            // Up to eight units the key is the word.
            if (slot.Length == 0 || (slot.Key == key && slot.Length == word.Length
                && (word.Length <= InlineLength || word.SequenceEqual(_texts.AsSpan(slot.Text, word.Length)))))
                return at;
            at = (at + 1) & (slots.Length - 1);
        }
        return -1;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        foreach (var slot in old)
        {
            if (slot.Length == 0)
                continue;
            int at = (int)slot.Key.Hash & (_slots.Length - 1);
            while (_slots[at].Length != 0)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = slot;
        }
    }

    private static void Reserve<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
            Array.Resize(ref array, Math.Max(needed, 2 * array.Length));
    }

    private struct Slot
    {
        public Key Key;
        public int Text;
        public int FirstToken;
        public int TokenCount;
        public ushort Length;
        public ushort Pieces;
    }

    /// <summary>Sixteen bytes of a word: all of it up to eight units; else a digest of it.</summary>
    private readonly record struct Key(ulong First, ulong Last)
    {
        private const ulong Mixer = 0x9E3779B97F4A7C15, OtherMixer = 0xC2B2AE3D27D4EB4F;

        public uint Hash
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                ulong high = Math.BigMul(First ^ Mixer, Last + OtherMixer, out ulong low);
                return (uint)((high ^ low) >> 16);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Key Of(ReadOnlySpan<char> word)
        {
            ref byte units = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(word));
            int bytes = word.Length * sizeof(char);
            if (word.Length is >= 4 and <= InlineLength)
                return new Key(Unsafe.ReadUnaligned<ulong>(ref units), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref units, bytes - sizeof(ulong))));
            return word.Length < 4 ? OfFew(word) : OfMany(ref units, bytes);
        }

        private static Key OfFew(ReadOnlySpan<char> word)
        {
            ulong units = 0;
            foreach (char unit in word)
                units = units << 16 | unit;
            return new Key(units, (ulong)word.Length);
        }

        private static Key OfMany(ref byte units, int bytes)
        {
            ulong first = (ulong)bytes, last = Mixer;
            for (int at = 0; at + 16 < bytes; at += 16)
                Mix(ref first, ref last, ref Unsafe.Add(ref units, at));
            Mix(ref first, ref last, ref Unsafe.Add(ref units, bytes - 16));
            return new Key(first, last);
        }

        private static void Mix(ref ulong first, ref ulong last, ref byte units)
        {
            first = Math.BigMul(first ^ Unsafe.ReadUnaligned<ulong>(ref units), last ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref units, 8)), out ulong low);
            last = low + Mixer;
        }
    }
}
