namespace Rote.Generation;

/// <summary>How greedy decoding starts and ends.</summary>
public sealed record GreedyOptions
{
    /// <summary>Tokens to write at most, &gt; 0.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Tokens that end a row.</summary>
    public IReadOnlyList<int> EndIds { get; init; } = [];

    /// <summary>What fills a row after its end. Default: 0.</summary>
    public int PaddingId { get; init; }

    /// <summary>The token that an encoder–decoder's decoder starts with. Default: 0.</summary>
    public int DecoderStartId { get; init; }

    /// <summary>The token written at the last place whatever its score; null forces none.</summary>
    public int? ForcedEndId { get; init; }

    /// <summary>Sequences never written; a sequence of one token is never chosen, a longer one is broken at its last token.</summary>
    public IReadOnlyList<IReadOnlyList<int>> BadWords { get; init; } = [];
}
