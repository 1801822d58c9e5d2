namespace Rote.Tokenizers;

/// <summary>A part of the original text: an added token that was found in it, or what lies between. The cases are closed.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">Its length.</param>
public abstract record TraceSection(int Start, int Length)
{
    /// <summary>An added token, with the white space that it takes in.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
    /// <param name="Length">Its length.</param>
    public sealed record Added(AddedToken Token, int Start, int Length) : TraceSection(Start, Length);

    /// <summary>Text between added tokens, which is normalized by itself.</summary>
    /// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Normalization">The normalizers, one by one; empty where there is none.</param>
    /// <param name="Normalized">The section after all of them.</param>
    /// <param name="Parts">What the normalized section is cut into.</param>
    public sealed record Text(
        int Start, int Length, IReadOnlyList<NormalizationStep> Normalization, IReadOnlyList<TracedCharacter> Normalized, IReadOnlyList<TracePart> Parts) : TraceSection(Start, Length);
}
