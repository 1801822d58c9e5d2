namespace Rote.Tokenizers;

/// <summary>What a character is to the well-known word patterns. The traits are those of regular expressions.</summary>
[Flags]
internal enum WordKinds : byte
{
    /// <summary>Nothing of the following.</summary>
    None = 0,

    /// <summary><c>\p{L}</c>.</summary>
    Letter = 1,

    /// <summary><c>\p{N}</c>.</summary>
    Number = 2,

    /// <summary><c>\p{M}</c>.</summary>
    Mark = 4,

    /// <summary><c>\s</c>.</summary>
    Space = 8,

    /// <summary><c>[\r\n]</c>.</summary>
    LineEnd = 16,

    /// <summary><c>[\p{Lu}\p{Lt}]</c>.</summary>
    Upper = 32,

    /// <summary><c>\p{Ll}</c>.</summary>
    Lower = 64,

    /// <summary><c>[\p{P}\p{S}]</c>.</summary>
    Symbol = 128,
}
