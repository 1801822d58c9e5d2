namespace Rote.Tokenizers;

/// <summary>What a token of a trained <see cref="WordLevelModel"/> is.</summary>
public enum TokenUnit
{
    /// <summary>A run of word characters, or a run of others that are not white space. Decoding joins with spaces.</summary>
    Words,

    /// <summary>A character (code point), white space and line ends included. Decoding gives the text back.</summary>
    Characters,
}
