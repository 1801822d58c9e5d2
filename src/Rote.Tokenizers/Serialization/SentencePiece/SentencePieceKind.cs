namespace Rote.Tokenizers.Serialization;

/// <summary>What a piece of a SentencePiece model is, numbered as in its files.</summary>
internal enum SentencePieceKind
{
    /// <summary>Text.</summary>
    Normal = 1,

    /// <summary>Stands for what the vocabulary lacks.</summary>
    Unknown = 2,

    /// <summary>Stands for no text, such as <c>&lt;s&gt;</c>.</summary>
    Control = 3,

    /// <summary>Text that is never split.</summary>
    UserDefined = 4,

    /// <summary>Not used.</summary>
    Unused = 5,

    /// <summary>A byte, such as <c>&lt;0x0A&gt;</c>.</summary>
    Byte = 6,
}
