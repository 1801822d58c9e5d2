using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>The tokens of one text, column by column, while it is encoded. It grows as needed, and is used again for the next text.</summary>
internal sealed class EncodingBuilder
{
    // What a builder keeps for the next text, in tokens: about a megabyte.
    private const int KeptCapacity = 1 << 16;
    private const int FirstCapacity = 64;

    private readonly PooledList<int> _unknown = new();
    private readonly PooledList<int> _renamed = new();
    private readonly PooledList<string> _newNames = new();
    private int[] _ids = [];
    private (int Start, int Length)[] _ranges = [];
    private int[] _words = [];
    private string[]? _source;
    private bool _isSplit;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>True: nothing but ids is wanted, and nothing else is kept.</summary>
    public bool IdsOnly { get; private set; }

    /// <summary>The number of the word that tokens are added to; it goes up by one with every piece of the text.</summary>
    public int Word { get; set; }

    /// <summary>The ids.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>The ranges of the tokens in the text, in UTF-16 units.</summary>
    public ReadOnlySpan<(int Start, int Length)> Ranges => _ranges.AsSpan(0, Count);

    /// <summary>The words of the tokens.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, Count);

    /// <summary>Ascending indices of the tokens that stand for what the vocabulary lacks.</summary>
    public ReadOnlySpan<int> Unknown => _unknown.Items;

    /// <summary>Ascending indices of the tokens that are not their id's.</summary>
    public ReadOnlySpan<int> Renamed => _renamed.Items;

    /// <summary>What they are instead.</summary>
    public ReadOnlySpan<string> NewNames => _newNames.Items;

    /// <summary>Forgets all tokens.</summary>
    public void Clear(bool idsOnly)
    {
        _unknown.Truncate(0);
        _renamed.Truncate(0);
        _newNames.Truncate(0);
        _source = null;
        (Count, Word, IdsOnly) = (0, 0, idsOnly);
    }

    /// <summary>Forgets all tokens, and gives back what a long text needed.</summary>
    public void Shrink()
    {
        Clear(IdsOnly);
        _unknown.Shrink(KeptCapacity);
        _renamed.Shrink(KeptCapacity);
        _newNames.Shrink(KeptCapacity);
        if (_ids.Length <= KeptCapacity)
            return;
        PooledArray.Return(ref _ids);
        PooledArray.Return(ref _ranges);
        PooledArray.Return(ref _words);
    }

    /// <summary>One token of the current word.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">Where it begins in the text, in UTF-16 units.</param>
    /// <param name="length">Its length there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int id, int start, int length)
    {
        int at = Count;
        if (at == _ids.Length)
            Grow(at + 1);
        _ids[at] = id;
        if (!IdsOnly)
        {
            _ranges[at] = (start, length);
            _words[at] = Word;
        }
        Count = at + 1;
    }

    /// <summary>One token of the current word that is not its id's.</summary>
    public void Add(int id, int start, int length, string name)
    {
        if (!IdsOnly)
        {
            _renamed.Add(Count);
            _newNames.Add(name);
        }
        Add(id, start, length);
    }

    /// <summary>The tokens of a word that was kept.</summary>
    /// <param name="word">Its tokens.</param>
    /// <param name="pieces">How many pieces it was split into.</param>
    /// <param name="origin">Where it begins in the text.</param>
    public void Append(ReadOnlySpan<WordToken> word, int pieces, int origin)
    {
        int at = Count;
        if (_ids.Length - at < word.Length)
            Grow(at + word.Length);
        if (IdsOnly)
        {
            foreach (ref readonly var token in word)
                _ids[at++] = token.Id;
        }
        else
        {
            foreach (ref readonly var token in word)
            {
                _ids[at] = token.Id;
                _ranges[at] = (origin + token.Start, token.Length);
                _words[at] = Word + token.Piece;
                if (token.IsUnknown)
                    _unknown.Add(at);
                at++;
            }
        }
        Count = at;
        Word += pieces;
    }

    /// <summary>The tokens that the model made of a piece; they belong to the current word.</summary>
    public void Append(Piece piece, ReadOnlySpan<PieceToken> tokens)
    {
        if (_ids.Length - Count < tokens.Length)
            Grow(Count + tokens.Length);
        foreach (var token in tokens)
        {
            if (IdsOnly)
            {
                Add(token.Id, 0, 0);
                continue;
            }
            if (token.Kind != PieceTokenKind.Known)
                _unknown.Add(Count);
            var part = piece.Slice(token.Start, token.Length);
            var (start, length) = part.Original;
            if (token.Kind == PieceTokenKind.UnknownSurface)
                Add(token.Id, start, length, part.Span.ToString());
            else
                Add(token.Id, start, length);
        }
    }

    /// <summary>The tokens of a piece that was kept; they belong to the current word.</summary>
    public void Append(Piece piece, ReadOnlySpan<WordToken> kept)
    {
        foreach (ref readonly var token in kept)
        {
            if (IdsOnly)
            {
                Add(token.Id, 0, 0);
                continue;
            }
            if (token.IsUnknown)
                _unknown.Add(Count);
            var (start, length) = piece.Slice(token.Start, token.Length).Original;
            Add(token.Id, start, length);
        }
    }

    /// <summary>Makes one word of all tokens from an index on.</summary>
    public void SetWord(int from, int word)
    {
        if (!IdsOnly)
            _words.AsSpan(from, Count - from).Fill(word);
    }

    /// <summary>Keeps the text that the tokens are of, for whom their ranges are not enough.</summary>
    /// <param name="source">The text; or the words that it was split into, which ranges are relative to.</param>
    /// <param name="isSplit">True when it is words.</param>
    public void Keep(string[] source, bool isSplit) => (_source, _isSplit) = (source, isSplit);

    /// <summary>The text that a token's range is in, if it was kept; else nothing.</summary>
    public ReadOnlySpan<char> SourceOf(int index) => _source is null ? default : _source[_isSplit ? _words[index] : 0];

    /// <summary>The tokens as they are now, in arrays of their own.</summary>
    public EncodingBuilder Copy()
    {
        var copy = new EncodingBuilder { Count = Count, _ids = Ids.ToArray(), _ranges = Ranges.ToArray(), _words = Words.ToArray(), _source = _source, _isSplit = _isSplit };
        copy._unknown.AddRange(Unknown);
        copy._renamed.AddRange(Renamed);
        copy._newNames.AddRange(NewNames);
        return copy;
    }

    private void Grow(int needed)
    {
        needed = Math.Max(needed, FirstCapacity);
        PooledArray.Grow(ref _ids, Count, needed);
        PooledArray.Grow(ref _ranges, Count, needed);
        PooledArray.Grow(ref _words, Count, needed);
    }
}
