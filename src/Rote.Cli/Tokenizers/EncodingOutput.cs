using System.Text;
using Rote.Tokenizers;
using Encoding = Rote.Tokenizers.Encoding;

namespace Rote.Cli.Tokenizers;

/// <summary>Writes encodings, a line each or all as JSON, each as soon as it is made.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
/// <param name="unit">What offsets count.</param>
internal sealed class EncodingOutput(Terminal terminal, Tokenizer tokenizer, bool addSpecialTokens, OffsetUnit unit)
{
    private readonly StringBuilder _line = new();
    private readonly List<int> _ids = [];

    /// <summary>True writes tokens in place of ids.</summary>
    public bool ShowsTokens { get; init; }

    /// <summary>True writes offsets.</summary>
    public bool ShowsOffsets { get; init; }

    /// <summary>Encodes texts and writes what comes of them.</summary>
    /// <param name="texts">The texts, read as they are asked for.</param>
    /// <param name="token">Ends it early.</param>
    public void Write(IEnumerable<EncodedText> texts, CancellationToken token)
    {
        texts = texts.Select(text =>
        {
            token.ThrowIfCancellationRequested();
            return text;
        });
        if (terminal.Json)
        {
            terminal.WriteJsonArray(texts.Select(Document));
            return;
        }
        foreach (var text in texts)
            terminal.Line(Line(text));
    }

    private object Document(EncodedText text)
    {
        var encoding = text.Encode(tokenizer, addSpecialTokens);
        return new { text.Text, text.Pair, Encoding = EncodingDocument.Of(encoding, inner => text.OffsetsIn(inner, unit)) };
    }

    private string Line(EncodedText text)
    {
        _line.Clear();
        if (ShowsTokens || ShowsOffsets || text.AreWords || text.Pair is not null)
            Append(text, text.Encode(tokenizer, addSpecialTokens));
        else
            AppendIds(text);
        return _line.ToString();
    }

    // Ids alone cost less than encodings.
    private void AppendIds(EncodedText text)
    {
        _ids.Clear();
        try
        {
            tokenizer.EncodeToIds(text.Text, _ids, addSpecialTokens);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidDataException($"text {text.Number}: {wrong.Message}", wrong);
        }
        _line.AppendJoin(' ', _ids);
    }

    private void Append(EncodedText text, Encoding encoding)
    {
        var offsets = ShowsOffsets ? text.OffsetsIn(encoding, unit) : [];
        for (int i = 0; i < encoding.Ids.Count; i++)
        {
            _line.Append(i > 0 ? " " : "");
            if (ShowsTokens)
                _line.Append(VisibleText.Token(encoding.Tokens[i]));
            else
                _line.Append(encoding.Ids[i]);
            if (ShowsOffsets)
                _line.Append($"@{offsets[i].Start}-{offsets[i].Start + offsets[i].Length}");
        }
    }
}
