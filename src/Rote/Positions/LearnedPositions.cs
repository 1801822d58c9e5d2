using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>Adds a trained row for each position to the embeddings.</summary>
public sealed class LearnedPositions : PositionScheme
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;
    private readonly int _offset;

    /// <summary>Makes the scheme; the table is not initialised.</summary>
    /// <param name="width">D.</param>
    /// <param name="maxLength">Longest input, in tokens.</param>
    /// <param name="offset">The table's row of position 0; the table has maxLength + offset rows.</param>
    public LearnedPositions(int width, int maxLength, int offset = 0)
        : base(nameof(LearnedPositions))
    {
        _offset = offset;
        MaxLength = maxLength;
        _weight = nn.Parameter(empty(maxLength + offset, width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int? MaxLength { get; }

    /// <inheritdoc/>
    public override Tensor Embed(Tensor embeddings, Tensor positions)
    {
        using var scope = NewDisposeScope();
        var rows = (positions + _offset).reshape(-1);
        var added = _weight.index_select(0, rows).reshape([.. positions.shape, _weight.size(1)]); // [T, D] or [B, T, D]
        return (embeddings + added).MoveToOuterDisposeScope();
    }
}
