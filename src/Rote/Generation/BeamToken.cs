namespace Rote.Generation;

/// <summary>A token and all that were written before it. Beams share their beginnings.</summary>
/// <param name="previous">What was written before; null at the first token.</param>
/// <param name="id">The token.</param>
internal sealed class BeamToken(BeamToken? previous, long id)
{
    public BeamToken? Previous => previous;

    public long Id => id;
}
