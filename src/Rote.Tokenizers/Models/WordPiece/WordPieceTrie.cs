using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>The tokens of a <see cref="WordPieceModel"/> as a tree of their letters, so that the longest one that a text begins with is found in one pass.</summary>
internal sealed class WordPieceTrie
{
    /// <summary>The most letters, beginnings in common counted once: eight for each token of a vocabulary of half a million. A quarter of a gigabyte.</summary>
    private const int MaxNodes = 1 << 22;

    private const int Root = 0;
    private const int None = -1;

    // From a node by a UTF-16 unit to the next one.
    private readonly PairTable<Node> _children;
    private readonly int _continuing = Root;

    /// <summary>Makes the tree.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="prefix">What tokens begin with that stand further on in a word.</param>
    /// <param name="maxWordLength">The longest word that is looked up, in characters; tokens that are longer are left out.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public WordPieceTrie(Vocabulary vocabulary, string prefix, int maxWordLength, Func<string, Exception> fail)
    {
        _children = new PairTable<Node>(2 * vocabulary.Count);
        long longest = (2L * maxWordLength) + prefix.Length;
        foreach (var (token, id) in vocabulary.Entries)
        {
            if (token.Length > longest)
                continue;
            if (_children.Count > MaxNodes)
                throw fail($"the {vocabulary.Count} tokens have more than {MaxNodes:N0} letters, beginnings in common counted once; a WordPiece may have no more.");
            Add(token, id);
        }
        foreach (char unit in prefix)
        {
            ref readonly var child = ref _children.Find(_continuing, unit);
            _continuing = Unsafe.IsNullRef(in child) ? None : child.Index;
            if (_continuing == None)
                break;
        }
    }

    /// <summary>Finds the longest token that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isContinuing">True asks for tokens with the prefix, which is not in the text.</param>
    /// <param name="id">Its id.</param>
    /// <param name="length">Its length in the text, in UTF-16 units.</param>
    /// <returns>False when there is none.</returns>
    public bool TryMatch(ReadOnlySpan<char> text, bool isContinuing, out int id, out int length)
    {
        id = None;
        length = 0;
        int node = isContinuing ? _continuing : Root;
        for (int at = 0; at < text.Length && node != None; at++)
        {
            ref readonly var child = ref _children.Find(node, text[at]);
            if (Unsafe.IsNullRef(in child))
                break;
            node = child.Index;
            if (child.TokenPlusOne > 0)
                (id, length) = (child.TokenPlusOne - 1, at + 1);
        }
        return length > 0;
    }

    private void Add(string token, int id)
    {
        int node = Root;
        for (int at = 0; at < token.Length; at++)
        {
            ref var child = ref _children.GetOrAdd(node, token[at], out bool exists);
            if (!exists)
                child.Index = _children.Count;
            if (at == token.Length - 1)
                child.TokenPlusOne = id + 1;
            node = child.Index;
        }
    }

    private struct Node
    {
        public int Index;
        public int TokenPlusOne; // 0 for no token
    }
}
