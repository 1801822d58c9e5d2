namespace Rote.Cli.Tests.Tokenizers;

/// <summary>A text whose reader tells, at the start of every line and at the end, what has come of it so far.</summary>
internal sealed class CheckedReader(string text, Func<int> seen) : TextReader
{
    private int _at;

    /// <summary>What had come of it each time.</summary>
    public List<int> LinesSeen { get; } = [];

    public override int Peek() => _at < text.Length ? text[_at] : -1;

    public override int Read()
    {
        if (_at == 0 || text[_at - 1] == '\n')
            LinesSeen.Add(seen());
        return _at < text.Length ? text[_at++] : -1;
    }
}
