namespace Rote.Tokenizers;

/// <summary>What offsets count.</summary>
public enum OffsetUnit
{
    /// <summary>UTF-16 units, which are the indices of a .NET string.</summary>
    Utf16,

    /// <summary>Code points, which are the indices of a Python string. Half a surrogate pair counts as one.</summary>
    CodePoints,

    /// <summary>Bytes of UTF-8. Half a surrogate pair counts as the three of U+FFFD.</summary>
    Utf8Bytes,
}
