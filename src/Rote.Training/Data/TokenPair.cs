namespace Rote.Training.Data;

/// <summary>A pair as token ids, each side closed by the end token.</summary>
/// <param name="Source">Ids read, S of them.</param>
/// <param name="Target">Ids to be written, T of them.</param>
public sealed record TokenPair(IReadOnlyList<int> Source, IReadOnlyList<int> Target)
{
    /// <summary>S + T.</summary>
    public int Length => Source.Count + Target.Count;
}
