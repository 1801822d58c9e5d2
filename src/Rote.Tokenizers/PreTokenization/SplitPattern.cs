namespace Rote.Tokenizers;

/// <summary>What <see cref="PreTokenizer.Split"/> looks for. The cases are closed.</summary>
public abstract partial record SplitPattern
{
    private SplitPattern()
    {
    }

    /// <summary>Finds a match.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where the match may begin at the earliest: between characters, or at the end.</param>
    /// <param name="clock">The time that this text has taken.</param>
    /// <param name="end">Where the match ends; it may be empty.</param>
    /// <returns>Where the leftmost match begins; -1 when there is none.</returns>
    internal abstract int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end);

    /// <summary>Walks through matches and what lies between them, in order and without gaps.</summary>
    internal PatternParts Parts(ReadOnlySpan<char> text) => new(this, text);

    /// <summary>Every character (code point) by itself, line ends included; in a tokenizer.json the regular expression <c>[\s\S]</c>.</summary>
    public sealed record EveryCharacter : SplitPattern
    {
        /// <summary>The regular expression that stands for this pattern in a file.</summary>
        internal const string Regex = @"[\s\S]";

        internal override int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end)
        {
            end = from;
            if (from == text.Length)
                return -1;
            CodePoint.At(text, from, out int width);
            end += width;
            return from;
        }
    }

    /// <summary>A text as it stands. An empty one matches between any two characters.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Literal(string Text) : SplitPattern
    {
        internal override int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end)
        {
            int found = text[from..].IndexOf(Text, StringComparison.Ordinal);
            end = found < 0 ? from : from + found + Text.Length;
            return found < 0 ? -1 : from + found;
        }
    }

    /// <summary>A character with one of some traits.</summary>
    /// <param name="Traits">The traits.</param>
    internal sealed record Trait(CharacterTraits Traits) : SplitPattern
    {
        internal override int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end)
        {
            int width;
            for (int at = from; at < text.Length; at += width)
            {
                if (Characters.Has(CodePoint.At(text, at, out width), Traits))
                {
                    end = at + width;
                    return at;
                }
            }
            end = text.Length;
            return -1;
        }
    }
}
