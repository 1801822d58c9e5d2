namespace Rote.Tokenizers;

/// <summary>What becomes of a character, whatever is around it. Printable ASCII stays as it is.</summary>
internal interface ICharacterRule
{
    /// <summary>The character that takes a character's place: itself, another one, or <see cref="CharacterRewrite.Nothing"/>.</summary>
    static abstract int Apply(int character);
}
