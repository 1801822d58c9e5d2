namespace Rote.Generation;

/// <summary>When beam search stops looking for better sequences of a row. Nothing of this matters before <see cref="GenerationOptions.Beams"/> sequences have ended.</summary>
/// <remarks>Hugging Face's <c>early_stopping</c>.</remarks>
public enum BeamStopping
{
    /// <summary><c>false</c>: when the best open beam, scored as if it ended now, is no better than the worst ended one.</summary>
    Heuristic,

    /// <summary><c>true</c>: as soon as as many sequences have ended as there are beams.</summary>
    Early,

    /// <summary><c>"never"</c>: as <see cref="Heuristic"/>, but a positive length penalty is granted the longest possible length, so that nothing better is missed.</summary>
    Never,
}
