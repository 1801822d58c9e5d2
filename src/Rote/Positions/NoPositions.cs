namespace Rote.Positions;

/// <summary>No positions: attention sees a set.</summary>
public sealed class NoPositions() : PositionScheme(nameof(NoPositions));
