using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>How texts are filled up to one length. Pads are hidden by the attention mask and marked as special.</summary>
public sealed record PaddingOptions
{
    /// <summary>The longest that a file or a caller may ask for: no file of a few bytes may ask for a gigabyte a text.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>The length to reach. Default: that of the longest of the batch.</summary>
    public PaddingStrategy Strategy { get; init; } = new PaddingStrategy.BatchLongest();

    /// <summary>The side on which pads stand. Default: right.</summary>
    public TokenSide Direction { get; init; } = TokenSide.Right;

    /// <summary>Rounds the length up to a multiple of this, from 0 to 1,048,576. Default: null, which like 0 does not.</summary>
    public int? PadToMultipleOf { get; init; }

    /// <summary>The id of a pad, &gt;= 0. Default: 0.</summary>
    public int PadId { get; init; }

    /// <summary>The segment of a pad, &gt;= 0. Default: 0.</summary>
    public int PadTypeId { get; init; }

    /// <summary>The token of a pad. Default: <c>[PAD]</c>.</summary>
    public string PadToken { get; init; } = "[PAD]";

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (Strategy is PaddingStrategy.Fixed { Length: < 0 or > MaxLength } wrong)
            yield return $"the padding's length must lie between 0 and {MaxLength}; got {wrong.Length}.";
        if (!Enum.IsDefined(Direction))
            yield return $"the padding's Direction must be Right or Left; got {Direction}.";
        if (PadToMultipleOf is < 0 or > MaxLength)
            yield return $"the padding's PadToMultipleOf must lie between 0 and {MaxLength}; got {PadToMultipleOf}.";
        if (PadId < 0)
            yield return $"the padding's PadId must be at least 0; got {PadId}.";
        if (PadTypeId < 0)
            yield return $"the padding's PadTypeId must be at least 0; got {PadTypeId}.";
    }

    /// <summary>The length to reach.</summary>
    /// <param name="longest">That of the longest text.</param>
    internal int LengthFor(int longest)
    {
        int length = Strategy switch
        {
            PaddingStrategy.BatchLongest => longest,
            PaddingStrategy.Fixed strategy => strategy.Length,
            _ => throw new UnreachableException(),
        };
        return PadToMultipleOf is > 0 and var multiple && length % multiple > 0 ? checked(length + multiple - length % multiple) : length;
    }
}
