using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>The merges of a <see cref="BpeModel"/>, by pair and by rank. It is filled once, in order of rank, and then only read.</summary>
internal sealed class BpeMerges
{
    /// <summary>The rank of a pair that is never merged: beyond all others.</summary>
    public const int None = int.MaxValue;

    private readonly Vocabulary _vocabulary;
    private readonly string _prefix;
    private readonly Func<string, Exception> _fail;
    private readonly PairTable<int> _ranks;
    private readonly List<(int Left, int Right)> _pairs;
    private readonly List<int> _results;
    private char[] _joined = new char[64];

    /// <summary>Makes an empty list.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="prefix">The continuing prefix, which the right part loses when it is joined to the left one.</param>
    /// <param name="expected">How many merges are to come.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public BpeMerges(Vocabulary vocabulary, string prefix, int expected, Func<string, Exception> fail)
    {
        _vocabulary = vocabulary;
        _prefix = prefix;
        _fail = fail;
        _ranks = new PairTable<int>(expected);
        _pairs = new List<(int, int)>(expected);
        _results = new List<int>(expected);
    }

    /// <summary>The merges as ids of the two parts, by rank.</summary>
    public IReadOnlyList<(int Left, int Right)> Pairs => _pairs;

    /// <summary>The rank of a pair, the lowest being merged first; <see cref="None"/> when it is not merged.</summary>
    public int RankOf(int left, int right)
    {
        ref readonly int rank = ref _ranks.Find(left, right);
        return Unsafe.IsNullRef(in rank) ? None : rank;
    }

    /// <summary>The id of what the merge of a rank makes.</summary>
    public int ResultOf(int rank) => _results[rank];

    /// <summary>Adds the merge of the next rank.</summary>
    public void Add(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int leftId = IdOf(left, left, right), rightId = IdOf(right, left, right);
        if (!right.StartsWith(_prefix))
            throw Wrong(left, right, $"the right one must begin with '{_prefix}'");
        var joined = Join(left, right[_prefix.Length..]);
        // Else merges could go on for ever, each making what it was made of.
        if (joined.Length == left.Length || left.Length == 0)
            throw Wrong(left, right, "both must add something");
        if (!_vocabulary.TryGetId(joined, out int result))
            throw Wrong(left, right, $"what they make, '{joined}', must be in the vocabulary");
        // Of a pair that repeats the last rank counts, as Hugging Face has it.
        _ranks.GetOrAdd(leftId, rightId, out _) = _pairs.Count;
        _pairs.Add((leftId, rightId));
        _results.Add(result);
    }

    /// <summary>Adds the merge of the next rank as the lines of a merges.txt have it: two tokens and a space between them.</summary>
    public void AddLine(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("#version"))
            return;
        int space = line.IndexOf(' ');
        if (space < 0 || line[(space + 1)..].Contains(' '))
            throw _fail($"merge {_pairs.Count} must be two tokens and one space between them; got '{line}'. Tokens that hold spaces need the form [\"a\", \"b\"].");
        Add(line[..space], line[(space + 1)..]);
    }

    private ReadOnlySpan<char> Join(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int length = left.Length + right.Length;
        if (length > _joined.Length)
            _joined = new char[2 * length];
        left.CopyTo(_joined);
        right.CopyTo(_joined.AsSpan(left.Length));
        return _joined.AsSpan(0, length);
    }

    private int IdOf(ReadOnlySpan<char> token, ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        _vocabulary.TryGetId(token, out int id) ? id : throw Wrong(left, right, $"'{token}' must be in the vocabulary");

    private Exception Wrong(ReadOnlySpan<char> left, ReadOnlySpan<char> right, string expected) =>
        _fail($"merge {_pairs.Count} is of '{left}' and '{right}': {expected}.");
}
