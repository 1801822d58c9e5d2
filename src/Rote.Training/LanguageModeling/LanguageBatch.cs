using Rote.Training.Objectives;
using static TorchSharp.torch;

namespace Rote.Training.LanguageModeling;

/// <summary>One batch of a language model: tokens, and after each the token that it is to predict.</summary>
/// <param name="Ids">Tokens read, <c>[B, T]</c>, int64.</param>
/// <param name="Labels">The token after each, <c>[B, T]</c>, int64, <see cref="CrossEntropy.Ignored"/> where nothing is scored.</param>
/// <param name="LabelPlaces">Where labels count, as places in the flattened batch, <c>[N]</c>, int64; null where all count.</param>
/// <param name="LabelTokens">N, the labels that count.</param>
public sealed record LanguageBatch(Tensor Ids, Tensor Labels, Tensor? LabelPlaces, int LabelTokens)
{
    /// <summary>B·T, the tokens read.</summary>
    public int Tokens => (int)Ids.numel();

    /// <summary>Makes a batch of whole rows in the current dispose scope: each token but the last is read, each but the first is to be predicted.</summary>
    /// <param name="rows">B rows of T + 1 tokens, T ≥ 1. Rows of different lengths are to be filled up on the right, with any token that is not scored.</param>
    /// <param name="scored">True at tokens whose prediction counts, as long as the rows; what it says of a row's first token is passed over. Null counts all.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There are no rows, rows differ in length, or no token counts.</exception>
    public static LanguageBatch Make(IReadOnlyList<int[]> rows, IReadOnlyList<bool[]>? scored = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int size = rows.Count > 0 ? rows[0].Length : 0;
        if (size < 2)
            throw new ArgumentException($"`rows` must hold rows of at least two tokens, one to read and one to predict; got {rows.Count} of {size}.", nameof(rows));
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != size)
                throw new ArgumentException($"`rows` must be of one length, {size} as the first; row {row} has {rows[row].Length}. Fill it up with a token that is not scored.", nameof(rows));
        }
        if (scored is not null && (scored.Count != rows.Count || scored.Any(row => row.Length != size)))
            throw new ArgumentException($"`scored` must be as long as `rows`, {rows.Count} of {size}; got {scored.Count} of {string.Join(", ", scored.Select(row => row.Length).Distinct())}.", nameof(scored));
        int length = size - 1;
        long[] ids = new long[rows.Count * length], labels = new long[ids.Length];
        var places = scored is null ? null : new List<long>();
        for (int row = 0; row < rows.Count; row++)
        {
            for (int at = 0; at < length; at++)
            {
                int place = row * length + at;
                bool counts = scored is null || scored[row][at + 1];
                ids[place] = rows[row][at];
                labels[place] = counts ? rows[row][at + 1] : CrossEntropy.Ignored;
                if (counts)
                    places?.Add(place);
            }
        }
        if (places is { Count: 0 })
            throw new ArgumentException("`scored` must be true somewhere after the first token of a row; it is nowhere.", nameof(scored));
        bool all = places is null || places.Count == ids.Length;
        return new LanguageBatch(Shaped(ids, rows.Count), Shaped(labels, rows.Count), all ? null : tensor(places!.ToArray()), all ? ids.Length : places!.Count);
    }

    /// <summary>A batch of numbers laid out row by row, all scored.</summary>
    internal static LanguageBatch Of(long[] ids, long[] labels, int rows) => new(Shaped(ids, rows), Shaped(labels, rows), null, labels.Length);

    private static Tensor Shaped(long[] numbers, int rows) => tensor(numbers, [rows, numbers.Length / rows]);
}
