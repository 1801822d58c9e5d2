namespace Rote.Tokenizers;

/// <summary>The stretches that a text's tokens are cut into. The first is what stays, the others overflow.</summary>
/// <param name="Total">Tokens in all.</param>
/// <param name="Room">Tokens of a window at most; as many as there are, or more, makes one window of all.</param>
/// <param name="Stride">Tokens that a window shares with the one before, below <paramref name="Room"/>.</param>
/// <param name="Direction">The side from which tokens are cut off.</param>
internal readonly record struct TruncationWindows(int Total, int Room, int Stride, TokenSide Direction)
{
    /// <summary>How many there are. Without room, the first is empty, and the second holds all.</summary>
    public int Count => Total <= Room ? 1 : Room == 0 ? 2 : 1 + (Total - Room + Step - 1) / Step;

    private int Step => Room - Stride;

    /// <summary>Where a window lies.</summary>
    public (int Start, int Length) this[int index]
    {
        get
        {
            if (Total <= Room)
                return (0, Total);
            if (Room == 0)
                return (0, index == 0 ? 0 : Total);
            int passed = index * Step;
            if (Direction == TokenSide.Right)
                return (passed, Math.Min(Room, Total - passed));
            int end = Total - passed, start = Math.Max(0, end - Room);
            return (start, end - start);
        }
    }

    /// <summary>All tokens in one window.</summary>
    public static TruncationWindows Whole(int total) => new(total, total, 0, TokenSide.Right);
}
