namespace Rote.Tokenizers;

/// <summary>What a character is to the parts of a tokenizer; each part follows the Unicode of the library that Hugging Face uses there.</summary>
[Flags]
internal enum CharacterTraits : uint
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>\p{L}</c> of regular expressions: Oniguruma, Unicode 16.</summary>
    Letter = 1 << 8,

    /// <summary><c>\p{M}</c> of regular expressions.</summary>
    Mark = 1 << 9,

    /// <summary><c>\p{N}</c> of regular expressions.</summary>
    Number = 1 << 10,

    /// <summary><c>\d</c> of regular expressions: decimal digits, <c>\p{Nd}</c>.</summary>
    DecimalDigit = 1 << 11,

    /// <summary><c>\w</c> of regular expressions. Oniguruma counts ² ³ ¹ ¼ ½ ¾ among them, and no joiner.</summary>
    RegexWord = 1 << 12,

    /// <summary><c>\s</c> of regular expressions, and white space everywhere else: all libraries agree. None lies outside the first plane.</summary>
    WhiteSpace = 1 << 13,

    /// <summary><c>\w</c> of Rust's regex crate, Unicode 16: letters, marks, decimal digits, connectors, joiners.</summary>
    Word = 1 << 14,

    /// <summary>Numeric in Rust's standard library, Unicode 17: <c>\p{N}</c>.</summary>
    Numeric = 1 << 15,

    /// <summary>Punctuation of BERT: that of Unicode 8, and the symbols of ASCII.</summary>
    Punctuation = 1 << 16,

    /// <summary>What BERT's cleaning drops: control, format and private characters, U+0000, U+FFFD.</summary>
    BertRemoved = 1 << 17,

    /// <summary>What BERT's cleaning makes a space of, the space itself included.</summary>
    BertSpace = 1 << 18,

    /// <summary>An ideograph, which BERT puts between spaces.</summary>
    Ideograph = 1 << 19,

    /// <summary>A mark that BERT drops with the accents: nonspacing, Unicode 8.</summary>
    BertAccent = 1 << 20,

    /// <summary>A mark that <see cref="Normalizer.StripAccents"/> drops: any, Unicode 9.</summary>
    CombiningMark = 1 << 21,
}
