namespace Rote.Tokenizers;

/// <summary>
/// The words of GPT-4o and its like: capitals and then small letters, so that <c>camelCase</c> is two words; letters and marks without case are both. A word has
/// any character before it, and perhaps a contraction after it.
/// </summary>
internal sealed class O200kWords : WordPattern
{
    /// <summary>GPT-4o and Llama 4.</summary>
    public const string Contracted = First + Contraction + "?|" + Second + Contraction + @"?|\p{N}{1,3}" + Rest;

    /// <summary>Without contractions, every digit by itself: Mistral's Tekken.</summary>
    public const string Plain = First + "|" + Second + @"|\p{N}" + Rest;

    private const string First = Before + Capital + "*" + Small + "+";
    private const string Second = Before + Capital + "+" + Small + "*";
    private const string Before = @"[^\r\n\p{L}\p{N}]?";
    private const string Capital = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    private const string Small = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
    private const string Contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private const string Rest = @"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private readonly bool _contractions;
    private readonly int _digits;

    private O200kWords(bool contractions, int digits) => (_contractions, _digits) = (contractions, digits);

    public static new O200kWords? Of(string regex) => regex switch
    {
        Contracted => new O200kWords(contractions: true, 3),
        Plain => new O200kWords(contractions: false, 1),
        _ => null,
    };

    public override int End(ReadOnlySpan<char> text, int start)
    {
        var kinds = WordCharacter.At(text, start, out int width);
        if ((kinds & WordKinds.Number) != 0)
            return WordCharacter.EndOfRun(text, start, WordKinds.Number, _digits);
        int next = start + width;
        bool before = (kinds & (WordKinds.Letter | WordKinds.LineEnd)) == 0;
        bool begins = (kinds & (WordKinds.Letter | WordKinds.Mark)) != 0;
        int end = before ? EndWithSmall(text, next) : -1;
        if (end < 0 && begins)
            end = EndWithSmall(text, start);
        if (end < 0 && before)
            end = EndOfCapitals(text, next);
        if (end < 0 && begins)
            end = EndOfCapitals(text, start);
        if (end >= 0)
            return _contractions ? EndOfContraction(text, end, ignoreCase: true) : end;
        int others = text[start] == ' ' ? next : start;
        end = WordCharacter.EndOfOthers(text, others, WordKinds.Space | WordKinds.Letter | WordKinds.Number);
        if (end == others)
            return EndOfLines(text, start);
        while (end < text.Length && text[end] is '\r' or '\n' or '/')
            end++;
        return end;
    }

    // Capital*Small+ : all that may be capitals, then small letters; or, where none follows, back to the last that may be small. -1 where none is.
    private static int EndWithSmall(ReadOnlySpan<char> text, int start)
    {
        int end = start, lastSmall = -1;
        while (end < text.Length)
        {
            var kinds = WordCharacter.At(text, end, out int width);
            if ((kinds & WordKinds.Lower) != 0)
                return EndOfSmall(text, end + width);
            if ((kinds & (WordKinds.Letter | WordKinds.Mark)) == 0)
                break;
            end += width;
            if ((kinds & WordKinds.Upper) == 0)
                lastSmall = end;
        }
        return lastSmall;
    }

    // Capital+Small* where Capital*Small+ is not: nothing small follows. -1 where no capital is.
    private static int EndOfCapitals(ReadOnlySpan<char> text, int start)
    {
        int end = WordCharacter.EndOfRun(text, start, WordKinds.Upper);
        return end > start ? end : -1;
    }

    private static int EndOfSmall(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            var kinds = WordCharacter.At(text, at, out int width);
            if ((kinds & (WordKinds.Letter | WordKinds.Mark)) == 0 || (kinds & WordKinds.Upper) != 0)
                break;
            at += width;
        }
        return at;
    }
}
