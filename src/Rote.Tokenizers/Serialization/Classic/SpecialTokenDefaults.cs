namespace Rote.Tokenizers.Serialization;

/// <summary>The special tokens of a family of tokenizers, where files do not name them.</summary>
/// <param name="Texts">The tokens by role.</param>
/// <param name="MaskStripsLeft">True: the mask takes the white space before it, unless its flags are given.</param>
internal sealed record SpecialTokenDefaults(IReadOnlyDictionary<SpecialRole, string> Texts, bool MaskStripsLeft = false)
{
    /// <summary>None.</summary>
    public static SpecialTokenDefaults None { get; } = new(new Dictionary<SpecialRole, string>());

    /// <summary>The token of a role; null when the family has none.</summary>
    public string? this[SpecialRole role] => Texts.GetValueOrDefault(role);
}
