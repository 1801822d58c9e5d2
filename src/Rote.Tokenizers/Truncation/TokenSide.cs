namespace Rote.Tokenizers;

/// <summary>An end of a row of tokens.</summary>
public enum TokenSide
{
    /// <summary>The last tokens.</summary>
    Right,

    /// <summary>The first tokens.</summary>
    Left,
}
