using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>What two tokenizers make of a text, in the smallest stretches that both cut out of it.</summary>
/// <param name="Text">The text.</param>
/// <param name="First">One tokenizer's name.</param>
/// <param name="Second">The other's.</param>
/// <param name="FirstTokens">How many tokens it has with the one.</param>
/// <param name="SecondTokens">How many with the other.</param>
/// <param name="Stretches">The stretches in order; such that hold no token of either are left out.</param>
internal sealed record SideBySide(string Text, string First, string Second, int FirstTokens, int SecondTokens, IReadOnlyList<SideBySide.Stretch> Stretches)
{
    /// <summary>Encodes a text twice; special tokens are not added, and nothing is cut.</summary>
    /// <param name="first">One tokenizer.</param>
    /// <param name="second">The other.</param>
    /// <param name="text">The text.</param>
    /// <returns>What comes of it.</returns>
    public static SideBySide Of(NamedTokenizer first, NamedTokenizer second, string text)
    {
        var one = first.Whole.Encode(text, addSpecialTokens: false);
        var other = second.Whole.Encode(text, addSpecialTokens: false);
        var reach = Reaches(text.Length, one, other);
        var stretches = new List<Stretch>();
        int from = 0, firstAt = 0, secondAt = 0;
        for (int at = 1; at <= text.Length; at++)
        {
            if (at < text.Length && reach[at])
                continue;
            var mine = Take(one, ref firstAt, at, text.Length);
            var others = Take(other, ref secondAt, at, text.Length);
            if (mine.Count + others.Count > 0)
                stretches.Add(new Stretch(from, at - from, text[from..at], mine, others));
            from = at;
        }
        return new SideBySide(text, first.Name, second.Name, one.Ids.Count, other.Ids.Count, stretches);
    }

    // Whether a token holds what is on both sides of a place.
    private static bool[] Reaches(int length, params Encoding[] encodings)
    {
        bool[] reach = new bool[length + 1];
        foreach (var (start, tokenLength) in encodings.SelectMany(encoding => encoding.Offsets).Where(range => range.Length > 1))
            reach.AsSpan(start + 1, tokenLength - 1).Fill(true);
        return reach;
    }

    private static List<string> Take(Encoding encoding, ref int at, int end, int length)
    {
        var tokens = new List<string>();
        for (; at < encoding.Ids.Count && (encoding.Offsets[at].Start < end || end == length); at++)
            tokens.Add(encoding.Tokens[at]);
        return tokens;
    }

    /// <summary>A stretch of the text.</summary>
    /// <param name="Start">Where it begins, in UTF-16 units.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Text">The stretch itself.</param>
    /// <param name="First">One tokenizer's tokens.</param>
    /// <param name="Second">The other's.</param>
    internal sealed record Stretch(int Start, int Length, string Text, IReadOnlyList<string> First, IReadOnlyList<string> Second);
}
