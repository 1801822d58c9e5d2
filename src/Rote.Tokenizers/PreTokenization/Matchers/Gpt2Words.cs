namespace Rote.Tokenizers;

/// <summary>The words of GPT-2: a run of letters, of numbers or of others, each with the space before it, and white space.</summary>
internal sealed class Gpt2Words : WordPattern
{
    public static readonly Gpt2Words Instance = new();

    /// <summary>The regular expression, which <see cref="PreTokenizer.ByteLevel"/> does not name in the file.</summary>
    public const string Regex = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>The same with the contractions in brackets.</summary>
    public const string Shorter = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private Gpt2Words()
    {
    }

    public static new Gpt2Words? Of(string regex) => regex is Regex or Shorter ? Instance : null;

    public override int End(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfContraction(text, start, ignoreCase: false);
        if (end > start)
            return end;
        int at = text[start] == ' ' ? start + 1 : start;
        if (at == text.Length)
            return at;
        var kinds = WordCharacter.At(text, at, out int width);
        at += width;
        return (kinds & WordKinds.Letter) != 0 ? WordCharacter.EndOfRun(text, at, WordKinds.Letter)
            : (kinds & WordKinds.Number) != 0 ? WordCharacter.EndOfRun(text, at, WordKinds.Number)
            : (kinds & WordKinds.Space) == 0 ? WordCharacter.EndOfOthers(text, at, WordKinds.Space | WordKinds.Letter | WordKinds.Number)
            : EndOfSpace(text, start);
    }
}
