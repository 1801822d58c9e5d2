using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>How texts that are too long are cut. What is cut off stays in <see cref="Encoding.Overflowing"/>.</summary>
public sealed record TruncationOptions
{
    /// <summary>
    /// The most tokens, &gt;= 0, those that the post-processor adds included. As Hugging Face has it, a maximum below the number of added tokens cuts nothing.
    /// </summary>
    public required int MaxLength { get; init; }

    /// <summary>How many tokens an overflowing part repeats of the one before it, &gt;= 0 and below the room that added tokens leave. Default: 0.</summary>
    public int Stride { get; init; }

    /// <summary>Which text of a pair is cut. Default: the longest first.</summary>
    public TruncationStrategy Strategy { get; init; } = TruncationStrategy.LongestFirst;

    /// <summary>The side from which tokens are cut off. Default: right.</summary>
    public TokenSide Direction { get; init; } = TokenSide.Right;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (MaxLength < 0)
            yield return $"the truncation's MaxLength must be at least 0; got {MaxLength}.";
        if (Stride < 0)
            yield return $"the truncation's Stride must be at least 0; got {Stride}.";
        if (!Enum.IsDefined(Strategy))
            yield return $"the truncation's Strategy must be LongestFirst, OnlyFirst or OnlySecond; got {Strategy}.";
        if (!Enum.IsDefined(Direction))
            yield return $"the truncation's Direction must be Right or Left; got {Direction}.";
    }

    /// <summary>Cuts a text, or a pair of texts.</summary>
    /// <param name="first">Tokens of the first text.</param>
    /// <param name="second">Tokens of the second, or null.</param>
    /// <param name="added">Tokens that the post-processor adds.</param>
    /// <exception cref="InvalidOperationException">There is no way to cut them so.</exception>
    internal (TruncationWindows First, TruncationWindows Second) Cut(int first, int? second, int added)
    {
        int room = MaxLength - added;
        long total = first + (long)(second ?? 0);
        if (room < 0 || total <= room)
            return (TruncationWindows.Whole(first), TruncationWindows.Whole(second ?? 0));
        if (room == 0)
            return (Windows(first, 0), Windows(second ?? 0, 0));
        int excess = (int)(total - room);
        switch (Strategy)
        {
            case TruncationStrategy.LongestFirst when second is null:
                return (Windows(first, room), TruncationWindows.Whole(0));
            case TruncationStrategy.LongestFirst:
                // Where even the shorter exceeds the half, the odd token is the longer's, of equals the second's.
                int shorter = Math.Min(Math.Min(first, second.Value), room / 2), longer = room - shorter;
                return first > second ? (Windows(first, longer), Windows(second.Value, shorter)) : (Windows(first, shorter), Windows(second.Value, longer));
            case TruncationStrategy.OnlyFirst when first > excess:
                return (Windows(first, first - excess), TruncationWindows.Whole(second ?? 0));
            case TruncationStrategy.OnlySecond when second > excess:
                return (TruncationWindows.Whole(first), Windows(second.Value, second.Value - excess));
            case TruncationStrategy.OnlyFirst or TruncationStrategy.OnlySecond:
                string lengths = second is null ? $"{first} tokens and no second text" : $"{first} and {second} tokens";
                throw new InvalidOperationException(
                    $"{excess} tokens must go to leave {room} (MaxLength {MaxLength} less {added} added tokens), and Strategy {Strategy} cannot take them from {lengths}. " +
                    "Use LongestFirst, or a larger MaxLength.");
            default:
                throw new UnreachableException();
        }
    }

    private TruncationWindows Windows(int total, int room)
    {
        if (room > 0 && room < total && Stride >= room)
        {
            throw new InvalidOperationException(
                $"Stride must be below the {room} tokens that are left to a text of {total}; got {Stride}. Use a smaller Stride, or a larger MaxLength ({MaxLength}).");
        }
        return new TruncationWindows(total, room, Stride, Direction);
    }
}
