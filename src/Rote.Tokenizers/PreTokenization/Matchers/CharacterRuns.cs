namespace Rote.Tokenizers;

/// <summary>Runs of the characters of a set: <c>\s+</c>, <c> {2,}</c>, <c>[.,!?]</c>.</summary>
/// <param name="set">The characters.</param>
/// <param name="least">How many there must be, &gt;= 1; after a shorter run the search goes on.</param>
/// <param name="most">How many a match has at most.</param>
internal sealed class CharacterRuns(CodePointSet set, int least, int most) : WordPattern
{
    /// <summary>The matcher of a regular expression that is a set, or a set repeated.</summary>
    /// <param name="node">The regular expression.</param>
    /// <returns>Its matcher; null when it is another.</returns>
    public static CharacterRuns? Of(RegexNode node) => node switch
    {
        RegexNode.Capture capture => Of(capture.Node),
        RegexNode.OneOf one => new CharacterRuns(one.Set, 1, 1),
        RegexNode.Repeat { Node: RegexNode.OneOf one, Least: >= 1, Greed: RegexGreed.Greedy or RegexGreed.Possessive } repeat =>
            new CharacterRuns(one.Set, repeat.Least, repeat.Most ?? int.MaxValue),
        _ => null,
    };

    public override int End(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfRun(text, start, out int count);
        return count >= least ? end : start;
    }

    // A run that is too short is left as a whole, so that no character is looked at twice.
    public override int Next(ReadOnlySpan<char> text, int from, out int end)
    {
        int width;
        for (int start = from; start < text.Length; start += width)
        {
            int stop = EndOfRun(text, start, out int count);
            if (count >= least)
            {
                end = stop;
                return start;
            }
            if (count > 0)
                width = stop - start;
            else
                CodePoint.At(text, start, out width);
        }
        end = text.Length;
        return -1;
    }

    private int EndOfRun(ReadOnlySpan<char> text, int at, out int count)
    {
        for (count = 0; count < most && at < text.Length && set.Contains(CodePoint.At(text, at, out int width)); count++)
            at += width;
        return at;
    }
}
