using System.Text.Json;

namespace Rote.Models;

/// <summary>A whole model as data: one spec, one block, many families.</summary>
public sealed record TransformerSpec
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, RespectNullableAnnotations = true };

    /// <summary>V, rows of the token table (of the encoder's, where there are two).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>D, the width of the stream.</summary>
    public required int Width { get; init; }

    /// <summary>The encoder, or null.</summary>
    public StackSpec? Encoder { get; init; }

    /// <summary>The decoder, or null. With an encoder its block may have cross-attention.</summary>
    public StackSpec? Decoder { get; init; }

    /// <summary>V of the decoder where it has its own token table; null shares one.</summary>
    public int? DecoderVocabularySize { get; init; }

    /// <summary>The id whose row gets no gradient from being looked up; null has none.</summary>
    public int? PaddingId { get; init; }

    /// <summary>What is computed from the last hidden states. Default: nothing.</summary>
    public HeadSpec Head { get; init; } = new HeadSpec.None();

    /// <summary>How fresh parameters are drawn. Default: Xavier.</summary>
    public InitializationSpec Initialization { get; init; } = new InitializationSpec.Xavier();

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IReadOnlyList<string> Violations()
    {
        var found = new List<string>();
        if (VocabularySize <= 0)
            found.Add($"VocabularySize must be positive; got {VocabularySize}.");
        if (Width <= 0)
            found.Add($"Width must be positive; got {Width}.");
        if (DecoderVocabularySize is <= 0)
            found.Add($"DecoderVocabularySize must be positive; got {DecoderVocabularySize}.");
        if (Encoder is null && Decoder is null)
            found.Add("The model has neither Encoder nor Decoder: give it at least one.");
        if (Encoder is not null)
            found.AddRange(Encoder.Violations(Width, nameof(Encoder)));
        if (Decoder is not null)
            found.AddRange(Decoder.Violations(Width, nameof(Decoder)));
        if (Encoder?.Block.CrossAttention is not null)
            found.Add("Encoder.Block.CrossAttention has nothing to read: only a decoder beside an encoder may have it.");
        if (Encoder is null && Decoder?.Block.CrossAttention is not null)
            found.Add("Decoder.Block.CrossAttention has nothing to read: the model has no Encoder.");
        if (Encoder is not null && Decoder is { Block.CrossAttention: null })
            found.Add("Decoder.Block.CrossAttention is missing: beside an Encoder the decoder must read it.");
        if (Encoder is not null && Decoder?.Block.CrossAttention is { SourceWidth: > 0 and var source } && source != Width)
            found.Add($"Decoder.Block.CrossAttention.SourceWidth must be Width = {Width}, the encoder's; got {source}.");
        if (DecoderVocabularySize is not null && (Encoder is null || Decoder is null))
            found.Add("DecoderVocabularySize needs both an Encoder and a Decoder.");
        if (PaddingId is { } padding && (padding < 0 || padding >= Math.Max(VocabularySize, DecoderVocabularySize ?? 0)))
            found.Add($"PaddingId must be in [0, {Math.Max(VocabularySize, DecoderVocabularySize ?? 0)}); got {padding}.");
        found.AddRange(Head.Violations());
        if (Initialization is InitializationSpec.Normal { StandardDeviation: not (> 0 and < double.PositiveInfinity) } normal)
            found.Add($"Initialization.StandardDeviation must be positive and finite; got {normal.StandardDeviation}.");
        return found;
    }

    /// <summary>Throws when anything is wrong.</summary>
    /// <returns>This spec.</returns>
    /// <exception cref="ArgumentException">The message lists all violations.</exception>
    public TransformerSpec Validated()
    {
        var violations = Violations();
        return violations.Count == 0 ? this : throw new ArgumentException($"The spec has {violations.Count} violation(s): {string.Join(" ", violations)}");
    }

    /// <summary>The spec as JSON.</summary>
    /// <returns>Indented text that <see cref="FromJson"/> reads back to an equal spec.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a spec.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <returns>The spec, not yet validated.</returns>
    /// <exception cref="JsonException">The text is not a spec.</exception>
    public static TransformerSpec FromJson(string json) => JsonSerializer.Deserialize<TransformerSpec>(json, Json) ?? throw new JsonException("The spec is null.");
}
