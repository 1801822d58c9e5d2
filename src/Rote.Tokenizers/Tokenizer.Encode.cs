using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Rote.Tokenizers;

public sealed partial class Tokenizer
{
    /// <summary>Makes tokens of a text, and cuts and pads them as the pipeline says.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds. Special tokens that the text spells out are found either way.</param>
    /// <returns>Ids, tokens, where in <paramref name="text"/> they stand, and what else a model needs.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut this text, or the vocabulary lacks what is there and an unknown token.</exception>
    public Encoding Encode(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Padded(EncodeText(text, text, null, addSpecialTokens));
    }

    /// <inheritdoc cref="Encode(string, bool)"/>
    public Encoding Encode(ReadOnlySpan<char> text, bool addSpecialTokens = true) => Padded(EncodeText(text, null, null, addSpecialTokens));

    /// <summary>Makes tokens of a pair of texts, such as a question and a passage.</summary>
    /// <param name="text">The first text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="pair">The second text.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>The tokens of both; offsets count from the start of each token's own text.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut these texts, or the vocabulary lacks what is there and an unknown token.</exception>
    public Encoding Encode(string text, string pair, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pair);
        return Padded(EncodeText(text, text, pair, addSpecialTokens));
    }

    /// <summary>Makes tokens of a text that is split into words already, such as one with a label for each word.</summary>
    /// <param name="words">The words. Each is treated as a text: what the pipeline does at a text's start it does at each word's.</param>
    /// <param name="pair">The words of the second text of a pair; null for none.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>The tokens; offsets count from the start of each token's word, and <see cref="Encoding.WordIds"/> number the words.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut these texts, or the vocabulary lacks what is there and an unknown token.</exception>
    public Encoding EncodeWords(IReadOnlyList<string> words, IReadOnlyList<string>? pair = null, bool addSpecialTokens = true)
    {
        CheckTexts(words, nameof(words));
        if (pair is not null)
            CheckTexts(pair, nameof(pair));
        return Padded(EncodeLists(words, pair, addSpecialTokens));
    }

    /// <summary>Makes tokens of many texts, on several threads.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <param name="parallel">How many threads may run, and what cancels them; null for all processors.</param>
    /// <returns>An encoding for each text, in order; each as <see cref="Encode(string, bool)"/> makes it, but padded to the longest where padding asks for it.</returns>
    /// <exception cref="OperationCanceledException">The token of <paramref name="parallel"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut one of the texts, or the vocabulary lacks what is there and an unknown token.</exception>
    public IReadOnlyList<Encoding> EncodeBatch(IReadOnlyList<string> texts, bool addSpecialTokens = true, ParallelOptions? parallel = null)
    {
        CheckTexts(texts, nameof(texts));
        return Batch(texts, text => EncodeText(text, text, null, addSpecialTokens), parallel);
    }

    /// <summary>Makes tokens of many pairs of texts, on several threads.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <param name="parallel">How many threads may run, and what cancels them; null for all processors.</param>
    /// <returns>An encoding for each pair, in order; each as <see cref="Encode(string, string, bool)"/> makes it, but padded to the longest where padding asks for it.</returns>
    /// <exception cref="OperationCanceledException">The token of <paramref name="parallel"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut one of the pairs, or the vocabulary lacks what is there and an unknown token.</exception>
    public IReadOnlyList<Encoding> EncodeBatch(IReadOnlyList<(string Text, string Pair)> pairs, bool addSpecialTokens = true, ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        for (int i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Text is null || pairs[i].Pair is null)
                throw new ArgumentException($"`pairs` must hold no null; `pairs[{i}]` does. Leave it out.", nameof(pairs));
        }
        return Batch(pairs, texts => EncodeText(texts.Text, texts.Text, texts.Pair, addSpecialTokens), parallel);
    }

    /// <summary>Makes tokens of many texts that are split into words already, on several threads.</summary>
    /// <param name="texts">The words of each text.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <param name="parallel">How many threads may run, and what cancels them; null for all processors.</param>
    /// <returns>An encoding for each text, in order; each as <see cref="EncodeWords"/> makes it, but padded to the longest where padding asks for it.</returns>
    /// <exception cref="OperationCanceledException">The token of <paramref name="parallel"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut one of the texts, or the vocabulary lacks what is there and an unknown token.</exception>
    public IReadOnlyList<Encoding> EncodeWordsBatch(IReadOnlyList<IReadOnlyList<string>> texts, bool addSpecialTokens = true, ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        for (int i = 0; i < texts.Count; i++)
            CheckTexts(texts[i], $"{nameof(texts)}[{i}]");
        return Batch(texts, words => EncodeLists(words, null, addSpecialTokens), parallel);
    }

    private Encoding EncodeText(ReadOnlySpan<char> text, string? whole, string? pair, bool addSpecialTokens)
    {
        var workspace = EncodingWorkspace.Rent(idsOnly: false);
        _encoder.Encode(text, whole, workspace.First, workspace);
        if (pair is not null)
            _encoder.Encode(pair, pair, workspace.Second, workspace);
        var encoding = Cut(workspace, pair is not null, addSpecialTokens).Compose();
        workspace.Return();
        return encoding;
    }

    private Encoding EncodeLists(IReadOnlyList<string> words, IReadOnlyList<string>? pair, bool addSpecialTokens)
    {
        var workspace = EncodingWorkspace.Rent(idsOnly: false);
        _encoder.Encode(words, workspace.First, workspace);
        if (pair is not null)
            _encoder.Encode(pair, workspace.Second, workspace);
        var encoding = Cut(workspace, pair is not null, addSpecialTokens).Compose();
        workspace.Return();
        return encoding;
    }

    // Cuts what a workspace holds.
    private WindowedTexts Cut(EncodingWorkspace workspace, bool isPair, bool addSpecialTokens)
    {
        var layout = LayoutOf(isPair, addSpecialTokens);
        EncodingBuilder first = workspace.First, second = isPair ? workspace.Second : first;
        int? secondCount = isPair ? second.Count : null;
        var (firstWindows, secondWindows) = Pipeline.Truncation?.Cut(first.Count, secondCount, layout.SpecialCount)
            ?? (TruncationWindows.Whole(first.Count), TruncationWindows.Whole(secondCount ?? 0));
        return new WindowedTexts(layout, _names, first, firstWindows, second, secondWindows);
    }

    private Encoding Padded(Encoding encoding) => Pipeline.Padding is { } padding ? encoding.Padded(padding.LengthFor(encoding.Ids.Count), padding) : encoding;

    private Encoding[] Batch<T>(IReadOnlyList<T> inputs, Func<T, Encoding> encode, ParallelOptions? parallel)
    {
        parallel ??= new ParallelOptions();
        parallel.CancellationToken.ThrowIfCancellationRequested();
        var encodings = new Encoding[inputs.Count];
        if (encodings.Length == 0)
            return encodings;
        try
        {
            // One short text is too little for a thread to fetch alone.
            Parallel.ForEach(Partitioner.Create(0, encodings.Length, Math.Clamp(encodings.Length / 64, 1, 64)), parallel, range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    encodings[i] = encode(inputs[i]);
                }
            });
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
        if (Pipeline.Padding is { } padding)
        {
            int length = padding.LengthFor(encodings.Max(encoding => encoding.Ids.Count));
            for (int i = 0; i < encodings.Length; i++)
                encodings[i] = encodings[i].Padded(length, padding);
        }
        return encodings;
    }

    private static void CheckTexts(IReadOnlyList<string> texts, string name)
    {
        ArgumentNullException.ThrowIfNull(texts, name);
        for (int i = 0; i < texts.Count; i++)
        {
            if (texts[i] is null)
                throw new ArgumentException($"`{name}` must hold no null; `{name}[{i}]` is null. Leave it out.", name);
        }
    }
}
