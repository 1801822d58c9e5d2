using System.Runtime.InteropServices;

namespace Rote.Tokenizers;

public sealed partial class Tokenizer
{
    /// <summary>Makes ids of a text and nothing else; the ids are those of <see cref="Encode(string, bool)"/>.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut this text, or the vocabulary lacks what is there and an unknown token.</exception>
    public int[] EncodeToIds(ReadOnlySpan<char> text, bool addSpecialTokens = true)
    {
        var workspace = EncodingWorkspace.Rent(idsOnly: true);
        var texts = EncodeText(text, addSpecialTokens, workspace);
        int[] ids = new int[LengthOf(texts)];
        Write(texts, ids);
        workspace.Return();
        return ids;
    }

    /// <summary>Appends the ids of a text to a list; nothing else is made.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="ids">Receives the ids, which are those of <see cref="Encode(string, bool)"/>.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut this text, or the vocabulary lacks what is there and an unknown token.</exception>
    public void EncodeToIds(ReadOnlySpan<char> text, List<int> ids, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var workspace = EncodingWorkspace.Rent(idsOnly: true);
        var texts = EncodeText(text, addSpecialTokens, workspace);
        int before = ids.Count;
        CollectionsMarshal.SetCount(ids, before + LengthOf(texts));
        Write(texts, CollectionsMarshal.AsSpan(ids)[before..]);
        workspace.Return();
    }

    /// <summary>Writes the ids of a text; nothing else is made.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="ids">Receives the ids, which are those of <see cref="Encode(string, bool)"/>.</param>
    /// <param name="count">How many there are, whether they found room or not.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>True when <paramref name="ids"/> had room for all; false when it is too short, and nothing was written.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut this text, or the vocabulary lacks what is there and an unknown token.</exception>
    public bool TryEncodeToIds(ReadOnlySpan<char> text, Span<int> ids, out int count, bool addSpecialTokens = true)
    {
        var workspace = EncodingWorkspace.Rent(idsOnly: true);
        var texts = EncodeText(text, addSpecialTokens, workspace);
        count = LengthOf(texts);
        bool fits = count <= ids.Length;
        if (fits)
            Write(texts, ids[..count]);
        workspace.Return();
        return fits;
    }

    /// <summary>Counts the tokens of a text, before truncation and padding.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>How many tokens there are.</returns>
    public int CountTokens(ReadOnlySpan<char> text, bool addSpecialTokens = true)
    {
        var workspace = EncodingWorkspace.Rent(idsOnly: true);
        _encoder.Encode(text, null, workspace.First, workspace);
        int count = workspace.First.Count + LayoutOf(isPair: false, addSpecialTokens).SpecialCount;
        workspace.Return();
        return count;
    }

    private WindowedTexts EncodeText(ReadOnlySpan<char> text, bool addSpecialTokens, EncodingWorkspace workspace)
    {
        _encoder.Encode(text, null, workspace.First, workspace);
        return Cut(workspace, isPair: false, addSpecialTokens);
    }

    private int LengthOf(WindowedTexts texts) => Math.Max(texts.Length, Pipeline.Padding?.LengthFor(texts.Length) ?? 0);

    private void Write(WindowedTexts texts, Span<int> ids)
    {
        int pads = ids.Length - texts.Length;
        int before = Pipeline.Padding is { Direction: TokenSide.Left } ? pads : 0;
        ids.Fill(Pipeline.Padding?.PadId ?? 0);
        texts.WriteIds(ids.Slice(before, texts.Length));
    }
}
