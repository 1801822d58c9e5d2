namespace Rote.Tokenizers;

/// <summary>The words of GPT-4, Llama 3 and Qwen 2: letters with any character before them, few digits together, others with the line ends after them.</summary>
internal sealed class Cl100kWords : WordPattern
{
    /// <summary>Up to three digits together: Llama 3 and GPT-4.</summary>
    public const string ThreeDigits = Start + @"\p{N}{1,3}" + Rest;

    /// <summary>The same as GPT-4's own library has it; what differs there matches the same.</summary>
    public const string Possessive = @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";

    /// <summary>Every digit by itself: Qwen 2.</summary>
    public const string OneDigit = Start + @"\p{N}" + Rest;

    private const string Start = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|";
    private const string Rest = @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private readonly int _digits;

    private Cl100kWords(int digits) => _digits = digits;

    public static new Cl100kWords? Of(string regex) => regex switch
    {
        ThreeDigits or Possessive => new Cl100kWords(3),
        OneDigit => new Cl100kWords(1),
        _ => null,
    };

    public override int End(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfContraction(text, start, ignoreCase: true);
        if (end > start)
            return end;
        var kinds = WordCharacter.At(text, start, out int width);
        int next = start + width;
        if ((kinds & WordKinds.Letter) != 0)
            return WordCharacter.EndOfRun(text, next, WordKinds.Letter);
        if ((kinds & WordKinds.Number) != 0)
            return WordCharacter.EndOfRun(text, start, WordKinds.Number, _digits);
        if ((kinds & WordKinds.LineEnd) == 0 && (end = WordCharacter.EndOfRun(text, next, WordKinds.Letter)) > next)
            return end;
        const WordKinds notOthers = WordKinds.Space | WordKinds.Letter | WordKinds.Number;
        int others = text[start] == ' ' ? next : start;
        end = WordCharacter.EndOfOthers(text, others, notOthers);
        return end > others ? WordCharacter.EndOfRun(text, end, WordKinds.LineEnd) : EndOfLines(text, start);
    }
}
