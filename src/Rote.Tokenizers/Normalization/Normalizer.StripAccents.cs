namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Drops combining marks. Letters with accents lose them only once decomposed.</summary>
    public sealed record StripAccents : Normalizer
    {
        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece) => CharacterRewrite.Apply<Rule>(piece);

        private readonly struct Rule : ICharacterRule
        {
            public static int Apply(int character) => Characters.Has(character, CharacterTraits.CombiningMark) ? CharacterRewrite.Nothing : character;
        }
    }
}
