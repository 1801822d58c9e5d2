namespace Rote.Tokenizers;

/// <summary>
/// Finds the pieces that a text begins with, one UTF-16 unit at a time: a double array (Aoe 1989, An efficient digital search algorithm) over labels of 8 bits.
/// The units that are most frequent in the pieces are one label, the others two.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>The node where all pieces begin.</summary>
    public const int Root = 0;

    /// <summary>Marks, in a unit's code, that it is in some piece.</summary>
    internal const int Known = 1 << 16;

    /// <summary>Marks, in a unit's code, that its second byte is a label too.</summary>
    internal const int TwoLabels = 1 << 17;

    private readonly int[] _codes;
    private readonly Node[] _nodes;

    /// <summary>Made by <see cref="PieceTrieBuilder"/>.</summary>
    /// <param name="codes">For each UTF-16 unit its labels and marks; 0 for one that is in no piece.</param>
    /// <param name="nodes">The nodes, in whole blocks of 256.</param>
    internal PieceTrie(int[] codes, Node[] nodes)
    {
        _codes = codes;
        _nodes = nodes;
    }

    /// <summary>Goes on by one UTF-16 unit; false when no piece goes on so.</summary>
    public bool Step(ref int node, char unit)
    {
        int code = _codes[unit];
        if (code == 0)
            return false;
        int next = _nodes[node].Base ^ (byte)code;
        if (_nodes[next].Parent != node)
            return false;
        if (code >= TwoLabels)
        {
            int half = next;
            next = _nodes[half].Base ^ (byte)(code >> 8);
            if (_nodes[next].Parent != half)
                return false;
        }
        node = next;
        return true;
    }

    /// <summary>The id of the piece that ends at a node, or -1.</summary>
    public int PieceAt(int node) => _nodes[node].Piece;

    /// <summary>The id of the piece that a text is, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        int node = Root;
        foreach (char unit in text)
        {
            if (!Step(ref node, unit))
                return -1;
        }
        return PieceAt(node);
    }

    /// <summary>A node, or a free place.</summary>
    internal struct Node
    {
        /// <summary>The child of label x is at <c>Base ^ x</c>, if that one's <see cref="Parent"/> is this node.</summary>
        public int Base;

        /// <summary>-1 for the root and for a free place.</summary>
        public int Parent;

        /// <summary>The id of the piece that ends here, or -1.</summary>
        public int Piece;
    }
}
