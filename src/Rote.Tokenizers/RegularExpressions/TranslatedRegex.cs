using System.Text.RegularExpressions;

namespace Rote.Tokenizers;

/// <summary>A regular expression that .NET's engine matches, in bounded time.</summary>
internal sealed class TranslatedRegex
{
    // For so many UTF-16 units a text may take the limit once more.
    private const int UnitsInLimit = 1_000_000;

    private readonly string _pattern;
    private readonly TimeSpan _limit;
    private readonly Regex _regex;

    /// <summary>Translates a regular expression.</summary>
    /// <param name="pattern">The regular expression, for messages.</param>
    /// <param name="node">What it means.</param>
    /// <param name="limit">How long a match, and a short text, may take.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public TranslatedRegex(string pattern, RegexNode node, TimeSpan limit, Func<string, Exception> fail)
    {
        _pattern = pattern;
        _limit = limit;
        string text = RegexTranslation.Of(
            node, () => fail($"the regular expression {pattern[..Math.Min(pattern.Length, 100)]} cannot be used: it is too large once its sets are written out; name fewer."));
        // Not RegexOptions.NonBacktracking: in .NET 10 it passes over matches, of sets that reach outside the first plane and of a line end that ends the text.
        // Compiled is eight times as fast; where no code can be made at run time, .NET goes without.
        _regex = new Regex(text, RegexOptions.CultureInvariant | RegexOptions.Compiled, limit);
    }

    /// <summary>Finds a match.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where it may begin at the earliest.</param>
    /// <param name="clock">The time that this text has taken.</param>
    /// <param name="end">Where it ends; it may be empty.</param>
    /// <returns>Where it begins; -1 when there is none.</returns>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end)
    {
        if (clock.Elapsed > _limit * (1 + text.Length / (double)UnitsInLimit))
            throw TooSlow(text);
        end = from;
        clock.Start();
        try
        {
            // An empty match may fall between the halves of a surrogate pair, where no character begins.
            while (from <= text.Length)
            {
                int start = -1;
                foreach (var match in _regex.EnumerateMatches(text, from))
                {
                    (start, end) = (match.Index, match.Index + match.Length);
                    break;
                }
                if (start <= 0 || start == text.Length || !char.IsSurrogatePair(text[start - 1], text[start]))
                    return start;
                from = start + 1;
            }
            return -1;
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(text);
        }
        finally
        {
            clock.Stop();
        }
    }

    private TimeoutException TooSlow(ReadOnlySpan<char> text) =>
        new($"The regular expression {_pattern} takes too long over a text of {text.Length} UTF-16 units. Give shorter texts, or use a tokenizer whose pattern backtracks less.");
}
