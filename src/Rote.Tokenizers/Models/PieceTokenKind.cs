namespace Rote.Tokenizers;

/// <summary>Whether the vocabulary holds what a token stands for.</summary>
internal enum PieceTokenKind : byte
{
    /// <summary>It does.</summary>
    Known,

    /// <summary>It does not: the token is the unknown token.</summary>
    Unknown,

    /// <summary>It does not: the id is the unknown token's, the token is the text of the piece itself (Unigram).</summary>
    UnknownSurface,
}
