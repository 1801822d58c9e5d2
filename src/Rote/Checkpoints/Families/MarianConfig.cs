namespace Rote.Checkpoints.Families;

/// <summary>The fields of a Marian config.json that its model is made from.</summary>
internal sealed record MarianConfig : FamilyConfig
{
    public int VocabSize { get; init; } = 58101;

    public int? DecoderVocabSize { get; init; }

    public int DModel { get; init; } = 1024;

    public int EncoderLayers { get; init; } = 12;

    public int EncoderAttentionHeads { get; init; } = 16;

    public int EncoderFfnDim { get; init; } = 4096;

    public int DecoderLayers { get; init; } = 12;

    public int DecoderAttentionHeads { get; init; } = 16;

    public int DecoderFfnDim { get; init; } = 4096;

    public string ActivationFunction { get; init; } = "gelu";

    public double Dropout { get; init; } = 0.1;

    public double AttentionDropout { get; init; }

    public double ActivationDropout { get; init; }

    public double InitStd { get; init; } = 0.02;

    public int MaxPositionEmbeddings { get; init; } = 1024;

    public int? PadTokenId { get; init; }

    public bool ScaleEmbedding { get; init; }

    public bool ShareEncoderDecoderEmbeddings { get; init; } = true;

    public bool TieWordEmbeddings { get; init; } = true;

    public bool NormalizeBefore { get; init; }

    public bool NormalizeEmbedding { get; init; }

    public bool AddFinalLayerNorm { get; init; }

    public bool StaticPositionEmbeddings { get; init; } = true;
}
