namespace Rote.Tokenizers.Serialization;

/// <summary>The special tokens of a family of tokenizers, where files do not name them.</summary>
/// <param name="Texts">The tokens by names such as <c>bos_token</c>.</param>
/// <param name="MaskStripsLeft">True: the mask takes the white space before it, unless its flags are given.</param>
internal sealed record SpecialTokenDefaults(IReadOnlyDictionary<string, string> Texts, bool MaskStripsLeft = false)
{
    /// <summary>The token of a name; null when the family has none.</summary>
    public string? this[string name] => Texts.GetValueOrDefault(name);
}
