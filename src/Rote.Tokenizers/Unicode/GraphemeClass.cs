namespace Rote.Tokenizers;

/// <summary>What a character is to the rules of <see cref="Graphemes"/> (Unicode annex 29, table 2, and the property Indic_Conjunct_Break).</summary>
internal enum GraphemeClass : byte
{
    /// <summary>Nothing of the following.</summary>
    Other,

    /// <summary>U+000D.</summary>
    CarriageReturn,

    /// <summary>U+000A.</summary>
    LineFeed,

    /// <summary>Stands alone.</summary>
    Control,

    /// <summary>Extends what is before, and ends a conjunct of consonants.</summary>
    Extend,

    /// <summary>Extends what is before, inside a conjunct too.</summary>
    ConjunctExtend,

    /// <summary>A virama that links consonants; it extends what is before.</summary>
    ConjunctLinker,

    /// <summary>U+200D.</summary>
    ZeroWidthJoiner,

    /// <summary>Half a flag.</summary>
    RegionalIndicator,

    /// <summary>Joins what follows.</summary>
    Prepend,

    /// <summary>A mark with a width of its own.</summary>
    SpacingMark,

    /// <summary>A leading consonant of Hangul.</summary>
    HangulLead,

    /// <summary>A vowel of Hangul.</summary>
    HangulVowel,

    /// <summary>A trailing consonant of Hangul.</summary>
    HangulTrail,

    /// <summary>A syllable of Hangul without a trailing consonant.</summary>
    HangulOpenSyllable,

    /// <summary>A syllable of Hangul with one.</summary>
    HangulClosedSyllable,

    /// <summary>A picture, which a joiner joins to another.</summary>
    Pictograph,

    /// <summary>A consonant that forms conjuncts.</summary>
    Consonant,
}
