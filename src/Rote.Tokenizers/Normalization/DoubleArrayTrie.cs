namespace Rote.Tokenizers;

/// <summary>
/// A trie of byte strings in one array, as the library Darts-clone lays it out. The children of a unit lie where its own place and the offset it holds lead, each as many
/// places on (by exclusive or) as its byte says; there, at byte 0, lies the value of the string that ends.
/// </summary>
/// <param name="units">The array.</param>
internal sealed class DoubleArrayTrie(uint[] units)
{
    private const uint LabelBits = 0x8000_00FF, ValueBits = 0x7FFF_FFFF, HasValue = 0x100;

    /// <summary>The value of the shortest string that the key begins with; -1 when there is none. A zero byte ends the key.</summary>
    public int ShortestPrefix(ReadOnlySpan<byte> key)
    {
        uint place = Offset(units[0]);
        foreach (byte value in key)
        {
            place ^= value;
            if (value == 0 || place >= units.Length || (units[place] & LabelBits) != value)
                return -1;
            uint unit = units[place];
            place ^= Offset(unit);
            if ((unit & HasValue) != 0)
                return (int)(units[place] & ValueBits);
        }
        return -1;
    }

    /// <summary>Every value that a key can lead to, by walking the trie once: in linear time whatever the array holds.</summary>
    /// <returns>Places of values, and the values; -1 stands for a value outside the array.</returns>
    public IEnumerable<(int Place, int Value)> Values()
    {
        var children = new Children(units);
        bool[] seen = new bool[units.Length];
        var open = new Stack<uint>([0]);
        while (open.TryPop(out uint parent))
        {
            uint first = parent ^ Offset(units[parent]);
            if ((units[parent] & HasValue) != 0 && parent != 0)
                yield return ((int)first, first < units.Length ? (int)(units[first] & ValueBits) : -1);
            for (int place = children.First(first); place >= 0; place = children.Next(place))
            {
                if (!seen[place])
                    open.Push((uint)place);
                seen[place] = true;
            }
        }
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);

    // The units by where their labels say that the children of their parent lie, so that a parent need not look for its children among all 255.
    private sealed class Children
    {
        private const int BlockLength = 256;

        private readonly int[] _first;
        private readonly int[] _next;

        public Children(uint[] units)
        {
            _first = new int[(units.Length + BlockLength - 1) / BlockLength * BlockLength];
            _next = new int[units.Length];
            Array.Fill(_first, -1);
            for (int place = 0; place < units.Length; place++)
            {
                uint label = units[place] & LabelBits;
                if (label is 0 or >= BlockLength)
                    continue;
                _next[place] = _first[place ^ (int)label];
                _first[place ^ (int)label] = place;
            }
        }

        public int First(uint parent) => parent < _first.Length ? _first[parent] : -1;

        public int Next(int place) => _next[place];
    }
}
