namespace Rote.Tokenizers;

/// <summary>The words of CLIP: letters, single digits, others; white space is between them.</summary>
internal sealed class ClipWords : WordPattern
{
    /// <summary>With the texts of its two special tokens.</summary>
    public const string Marked = @"<\|startoftext\|>|<\|endoftext\|>|" + Plain;

    /// <summary>Without them.</summary>
    public const string Plain = @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";

    private readonly bool _marks;

    private ClipWords(bool marks) => _marks = marks;

    public static new ClipWords? Of(string regex) => regex switch
    {
        Marked => new ClipWords(marks: true),
        Plain => new ClipWords(marks: false),
        _ => null,
    };

    public override int End(ReadOnlySpan<char> text, int start)
    {
        if (_marks && text[start] == '<')
        {
            foreach (string mark in (ReadOnlySpan<string>)["<|startoftext|>", "<|endoftext|>"])
            {
                if (text[start..].StartsWith(mark, StringComparison.Ordinal))
                    return start + mark.Length;
            }
        }
        int end = EndOfContraction(text, start, ignoreCase: false);
        if (end > start)
            return end;
        var kinds = WordCharacter.At(text, start, out int width);
        return (kinds & WordKinds.Space) != 0 ? start
            : (kinds & WordKinds.Number) != 0 ? start + width
            : (kinds & WordKinds.Letter) != 0 ? WordCharacter.EndOfRun(text, start, WordKinds.Letter)
            : WordCharacter.EndOfOthers(text, start, WordKinds.Space | WordKinds.Letter | WordKinds.Number);
    }
}
