namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>What SentencePiece does for machine translation: control characters are dropped; line ends, marks of direction and the like become spaces.</summary>
    public sealed record Nmt : Normalizer
    {
        internal override bool KeepsWordsApart => true;

        internal override Piece Apply(Piece piece) => CharacterRewrite.Apply<Rule>(piece);

        private readonly struct Rule : ICharacterRule
        {
            public static int Apply(int character) => character switch
            {
                (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F => CharacterRewrite.Nothing,
                0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD => ' ',
                _ => character,
            };
        }
    }
}
