namespace Rote.Tokenizers;

/// <summary>The words of DeepSeek 3 between its numbers and its ideographs: letters and marks with any character before them, symbols with the line ends after them.</summary>
internal sealed class DeepSeekWords : WordPattern
{
    public const string Regex = @"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private DeepSeekWords()
    {
    }

    public static new DeepSeekWords? Of(string regex) => regex == Regex ? new DeepSeekWords() : null;

    public override int End(ReadOnlySpan<char> text, int start)
    {
        const WordKinds letters = WordKinds.Letter | WordKinds.Mark;
        var kinds = WordCharacter.At(text, start, out int width);
        int next = start + width, end = next;
        if ((kinds & WordKinds.Symbol) != 0 && char.IsAscii(text[start]))
        {
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
            if (end > next)
                return end;
        }
        if ((kinds & (WordKinds.Letter | WordKinds.Symbol | WordKinds.LineEnd)) == 0 && (end = WordCharacter.EndOfRun(text, next, letters)) > next)
            return end;
        if ((kinds & letters) != 0)
            return WordCharacter.EndOfRun(text, start, letters);
        int symbols = text[start] == ' ' ? next : start;
        end = WordCharacter.EndOfRun(text, symbols, WordKinds.Symbol);
        return end > symbols ? WordCharacter.EndOfRun(text, end, WordKinds.LineEnd)
            : (kinds & WordKinds.Space) != 0 ? EndOfLines(text, start)
            : start;
    }
}
