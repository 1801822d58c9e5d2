using Rote.Tokenizers;

namespace Rote.Training.LanguageModeling;

/// <summary>A text as one row of token ids. Parts of it share its memory.</summary>
public sealed class TokenStream
{
    private readonly ReadOnlyMemory<int> _ids;

    /// <summary>Takes ids as they are.</summary>
    /// <param name="ids">At least two: one to read and one to predict. They are not copied.</param>
    /// <exception cref="ArgumentException">There are fewer, or one is negative.</exception>
    public TokenStream(ReadOnlyMemory<int> ids)
    {
        if (ids.Length < 2)
            throw new ArgumentException($"`ids` must hold at least two tokens, one to read and one to predict; got {ids.Length}.", nameof(ids));
        int negative = ids.Span.IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0)
            throw new ArgumentException($"`ids` must not be negative; number {negative} is {ids.Span[negative]}.", nameof(ids));
        _ids = ids;
    }

    /// <summary>Tokens.</summary>
    public int Length => _ids.Length;

    /// <summary>The ids.</summary>
    public ReadOnlySpan<int> Ids => _ids.Span;

    /// <summary>Makes ids of a text, without special tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException">The text gives fewer than two tokens.</exception>
    public static TokenStream Of(string text, Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokenizer);
        return new TokenStream(tokenizer.EncodeToIds(text, addSpecialTokens: false));
    }

    /// <summary>Cuts the stream in two: the first part is trained on, the last is held out.</summary>
    /// <param name="share">Share of the first, in (0, 1); its tokens are rounded down. Default: nine tenths.</param>
    /// <returns>Both parts.</returns>
    /// <exception cref="ArgumentException">The share is out of range, or a part has fewer than two tokens.</exception>
    public (TokenStream Training, TokenStream Validation) Split(double share = 0.9)
    {
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "`share` must be in (0, 1).");
        int first = (int)(Length * share);
        return first >= 2 && Length - first >= 2
            ? (new TokenStream(_ids[..first]), new TokenStream(_ids[first..]))
            : throw new ArgumentException($"`share` must leave two tokens on both sides; of {Length} it leaves {first} and {Length - first}.", nameof(share));
    }

    /// <summary>Reads windows of the stream: T tokens from each place, and after each token the next, in the current dispose scope.</summary>
    /// <param name="offsets">Where the windows begin, each in [0, Length − T − 1].</param>
    /// <param name="length">T, ≥ 1.</param>
    /// <returns>A batch of as many rows, all scored.</returns>
    /// <exception cref="ArgumentException">There are no windows, or one reaches beyond the stream.</exception>
    public LanguageBatch Windows(ReadOnlySpan<long> offsets, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (offsets.IsEmpty)
            throw new ArgumentException("`offsets` is empty; expected at least one window.", nameof(offsets));
        var ids = _ids.Span;
        long[] read = new long[offsets.Length * length], labels = new long[read.Length];
        for (int row = 0; row < offsets.Length; row++)
        {
            if (offsets[row] < 0 || offsets[row] > Length - length - 1L)
            {
                throw new ArgumentException(
                    $"`offsets` must be in [0, {Length - length - 1}]: a window of {length} tokens and the one after it must lie within the {Length} of the stream; got {offsets[row]}.", nameof(offsets));
            }
            var window = ids.Slice((int)offsets[row], length + 1);
            for (int at = 0; at < length; at++)
            {
                read[row * length + at] = window[at];
                labels[row * length + at] = window[at + 1];
            }
        }
        return LanguageBatch.Of(read, labels, offsets.Length);
    }

    /// <summary>Throws where there are too few tokens to read.</summary>
    internal void RequireRoom(int tokens, string what)
    {
        if (Length <= tokens)
            throw new ArgumentException($"`stream` must have at least {tokens + 1L} tokens for {what}, the last to be predicted only; it has {Length}. Give more text, or shorter windows.");
    }
}
