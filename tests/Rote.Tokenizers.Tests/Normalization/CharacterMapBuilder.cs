using System.Buffers.Binary;

namespace Rote.Tokenizers.Tests.Normalization;

/// <summary>Compiles rules into a character map as SentencePiece lays it out, generously: every node of the trie has a block of 256 units to itself.</summary>
internal static class CharacterMapBuilder
{
    private const int BlockLength = 256;
    private const uint Unused = 0x8000_00FF;

    public static byte[] Build(params (string From, string To)[] rules) => Build(rules.Select(rule => (Bytes(rule.From), Bytes(rule.To))));

    public static byte[] Build(IEnumerable<(byte[] From, byte[] To)> rules)
    {
        var units = new List<uint>(Enumerable.Repeat(Unused, BlockLength)) { [0] = 0 };
        var replacements = new List<byte>();
        var open = new Queue<(int Place, uint Label, (byte[] From, byte[] To)[] Rules, int Depth)>([(0, 0, [.. rules], 0)]);
        while (open.TryDequeue(out var node))
        {
            int first = units.Count;
            units.AddRange(Enumerable.Repeat(Unused, BlockLength));
            units[node.Place] = ((uint)(node.Place ^ first) << 10) | node.Label;
            foreach (var rule in node.Rules.Where(rule => rule.From.Length == node.Depth))
            {
                units[node.Place] |= 0x100;
                units[first] = 0x8000_0000 | (uint)replacements.Count;
                replacements.AddRange([.. rule.To, 0]);
            }
            foreach (var group in node.Rules.Where(rule => rule.From.Length > node.Depth).GroupBy(rule => rule.From[node.Depth]))
                open.Enqueue((first ^ group.Key, group.Key, [.. group], node.Depth + 1));
        }
        return Join(units, replacements);
    }

    public static byte[] Join(IReadOnlyCollection<uint> units, IEnumerable<byte> replacements)
    {
        byte[] bytes = new byte[sizeof(uint) * (units.Count + 1)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, sizeof(uint) * units.Count);
        foreach (var (index, unit) in units.Index())
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint) * (index + 1)), unit);
        return [.. bytes, .. replacements];
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
