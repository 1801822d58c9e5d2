namespace Rote.Tokenizers;

/// <summary>The pieces of a vocabulary as labels of 8 bits, one after the other.</summary>
internal sealed class PieceLabels
{
    private readonly byte[] _labels;
    private readonly int[] _ends;

    public PieceLabels(string[] pieces)
    {
        Codes = CodesOf(pieces);
        _ends = new int[pieces.Length];
        long total = 0;
        for (int id = 0; id < pieces.Length; id++)
        {
            foreach (char unit in pieces[id])
                total += Codes[unit] >= PieceTrie.TwoLabels ? 2 : 1;
            _ends[id] = checked((int)total);
        }
        _labels = new byte[total];
        int at = 0;
        foreach (string piece in pieces)
        {
            foreach (char unit in piece)
            {
                int code = Codes[unit];
                _labels[at++] = (byte)code;
                if (code >= PieceTrie.TwoLabels)
                    _labels[at++] = (byte)(code >> 8);
            }
        }
    }

    /// <summary>What <see cref="PieceTrie"/> needs to know of each UTF-16 unit.</summary>
    public int[] Codes { get; }

    public ReadOnlySpan<byte> this[int id] => _labels.AsSpan(Start(id), Length(id));

    public byte At(int id, int depth) => _labels[Start(id) + depth];

    public int Length(int id) => _ends[id] - Start(id);

    private int Start(int id) => id == 0 ? 0 : _ends[id - 1];

    // With s units of one label, 256 - s labels begin two of them: s is the most that leaves room for all units.
    private static int[] CodesOf(string[] pieces)
    {
        int[] counts = new int[char.MaxValue + 1];
        foreach (string piece in pieces)
        {
            foreach (char unit in piece)
                counts[unit]++;
        }
        int[] units = [.. Enumerable.Range(0, counts.Length).Where(unit => counts[unit] > 0).OrderByDescending(unit => counts[unit])];
        int single = units.Length <= 256 ? units.Length : (0x10000 - units.Length) / 255;
        int[] codes = new int[counts.Length];
        for (int rank = 0; rank < units.Length; rank++)
        {
            int rest = rank - single;
            codes[units[rank]] = PieceTrie.Known | (rest < 0 ? rank : PieceTrie.TwoLabels | (rest % 256 << 8) | (single + rest / 256));
        }
        return codes;
    }
}
