using System.Runtime.InteropServices;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>The tokens that words begin with before anything is merged: special tokens, then characters, then characters with prefix or suffix.</summary>
internal sealed class TrainingAlphabet
{
    private const int Dropped = -1;

    private readonly BpeTrainerOptions _options;
    private readonly Dictionary<int, int> _ids = [];

    /// <summary>Finds the alphabet of words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="firstTokens">
    /// The tokens in place of those that would be found. In Hugging Face's trainers the order of characters with prefix or suffix is random; here it is by code
    /// points, and this is for any other.
    /// </param>
    public TrainingAlphabet(IReadOnlyList<WordCount> words, BpeTrainerOptions options, IReadOnlyList<string>? firstTokens)
    {
        _options = options;
        foreach (string token in firstTokens ?? options.SpecialTokens)
            Tokens.Add(token);
        var characters = Characters(words);
        if (firstTokens is null)
        {
            foreach (int character in Kept(characters))
                Tokens.Add(TextOf(character));
        }
        // Whatever token a character is, a special one too, words can hold it.
        foreach (int character in characters.Keys)
            _ids[KeyOf(character, false, false)] = Tokens.Find(TextOf(character)) ?? Dropped;
        if (options.ContinuingPrefix is not null || options.EndOfWordSuffix is not null)
            AddWithAffixes(words);
    }

    public TokenList Tokens { get; } = new();

    /// <summary>Writes the ids of a word's characters; dropped ones are left out.</summary>
    /// <returns>How many there are.</returns>
    public int Write(string word, Span<int> ids)
    {
        int count = 0;
        foreach (int key in KeysOf(word))
        {
            int id = _ids[key];
            if (id != Dropped)
                ids[count++] = id;
        }
        return count;
    }

    private static string TextOf(int character) => new Rune(character).ToString();

    // A character, whether it continues a word, and whether it ends one: as far as that makes a difference.
    private static int KeyOf(int character, bool continues, bool ends) => character << 2 | (continues ? 2 : 0) | (ends ? 1 : 0);

    private static Dictionary<int, long> Characters(IReadOnlyList<WordCount> words)
    {
        var counts = new Dictionary<int, long>();
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
                CollectionsMarshal.GetValueRefOrAddDefault(counts, rune.Value, out _) += count;
        }
        return counts;
    }

    private IEnumerable<int> Kept(Dictionary<int, long> counts)
    {
        foreach (var rune in _options.InitialAlphabet)
            counts[rune.Value] = long.MaxValue;
        return counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(_options.AlphabetLimit ?? int.MaxValue).Select(entry => entry.Key).Order();
    }

    private void AddWithAffixes(IReadOnlyList<WordCount> words)
    {
        // An affix of one character may make the same text of two characters.
        var variants = new List<(string Text, int Key)>();
        foreach (var (word, _) in words)
        {
            foreach (int key in KeysOf(word))
            {
                if (_ids.TryAdd(key, Dropped) && _ids[key & ~3] != Dropped)
                    variants.Add((TextWithAffixes(key), key));
            }
        }
        foreach (var (text, key) in variants.OrderBy(variant => variant.Text, CodePointOrder.Instance))
            _ids[key] = Tokens.Add(text);
    }

    private string TextWithAffixes(int key) =>
        ((key & 2) != 0 ? _options.ContinuingPrefix : null) + TextOf(key >> 2) + ((key & 1) != 0 ? _options.EndOfWordSuffix : null);

    private KeyEnumerator KeysOf(string word) => new(word, _options.ContinuingPrefix is not null, _options.EndOfWordSuffix is not null);

    /// <summary>The keys of a word's characters.</summary>
    private ref struct KeyEnumerator(string word, bool hasPrefix, bool hasSuffix)
    {
        private StringRuneEnumerator _runes = word.EnumerateRunes();
        private int _at;

        public int Current { get; private set; }

        public readonly KeyEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (!_runes.MoveNext())
                return false;
            int start = _at;
            _at += _runes.Current.Utf16SequenceLength;
            Current = KeyOf(_runes.Current.Value, hasPrefix && start > 0, hasSuffix && _at == word.Length);
            return true;
        }
    }
}
