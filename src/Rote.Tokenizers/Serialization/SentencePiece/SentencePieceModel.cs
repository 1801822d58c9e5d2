namespace Rote.Tokenizers.Serialization;

/// <summary>What a SentencePiece <c>.model</c> file says, defaults filled in.</summary>
internal sealed record SentencePieceModel
{
    /// <summary>The pieces by id.</summary>
    public required IReadOnlyList<SentencePiece> Pieces { get; init; }

    /// <summary>True for BPE, false for Unigram.</summary>
    public bool IsBytePair { get; init; }

    /// <summary>The id of the piece that stands for what the vocabulary lacks.</summary>
    public int UnknownId { get; init; }

    /// <summary>The id of the piece that begins a text; negative: none.</summary>
    public int BeginId { get; init; } = 1;

    /// <summary>The id of the piece that ends a text; negative: none.</summary>
    public int EndId { get; init; } = 2;

    /// <summary>The id of the piece that fills rows; negative: none.</summary>
    public int PaddingId { get; init; } = -1;

    /// <summary>True: characters that the vocabulary lacks become bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>The precompiled character map; empty: text is not normalized.</summary>
    public byte[] CharacterMap { get; init; } = [];

    /// <summary>True: a space is put before a text.</summary>
    public bool AddsDummyPrefix { get; init; } = true;

    /// <summary>True: spaces at the ends go, and runs of spaces become one.</summary>
    public bool RemovesExtraSpaces { get; init; } = true;
}
