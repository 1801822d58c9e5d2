namespace Rote.Tokenizers;

/// <summary>What <see cref="PreTokenizer.Split"/> looks for. The cases are closed.</summary>
public abstract record SplitPattern
{
    private SplitPattern()
    {
    }

    /// <summary>Lists matches and what lies between them, in order and without gaps.</summary>
    internal abstract void Find(ReadOnlySpan<char> text, List<(int Start, int Length, bool IsMatch)> parts);

    /// <summary>Every character (code point) by itself, line ends included; in a tokenizer.json the regular expression <c>[\s\S]</c>.</summary>
    public sealed record EveryCharacter : SplitPattern
    {
        /// <summary>The regular expression that stands for this pattern in a file.</summary>
        internal const string Regex = @"[\s\S]";

        internal override void Find(ReadOnlySpan<char> text, List<(int Start, int Length, bool IsMatch)> parts)
        {
            int at = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                parts.Add((at, rune.Utf16SequenceLength, true));
                at += rune.Utf16SequenceLength;
            }
        }
    }

    /// <summary>A text as it stands. An empty one matches between any two characters.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Literal(string Text) : SplitPattern
    {
        internal override void Find(ReadOnlySpan<char> text, List<(int Start, int Length, bool IsMatch)> parts)
        {
            int from = 0;
            for (int at = 0; at <= text.Length - Text.Length;)
            {
                int next = text[at..].IndexOf(Text, StringComparison.Ordinal);
                if (next < 0)
                    break;
                at += next;
                if (at > from)
                    parts.Add((from, at - from, false));
                parts.Add((at, Text.Length, true));
                from = at + Text.Length;
                at = Text.Length > 0 ? from : from + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1);
            }
            if (from < text.Length)
                parts.Add((from, text.Length - from, false));
        }
    }
}
