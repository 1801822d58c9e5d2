namespace Rote.Tokenizers.Serialization;

/// <summary>How the value of a protocol buffer's field is stored.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding</remarks>
internal enum WireType
{
    /// <summary>A number of variable length, 7 bits a byte.</summary>
    Varint = 0,

    /// <summary>8 bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length, and that many bytes: text, bytes, another message.</summary>
    Bytes = 2,

    /// <summary>4 bytes.</summary>
    Fixed32 = 5,
}
