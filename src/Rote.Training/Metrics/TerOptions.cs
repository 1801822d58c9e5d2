namespace Rote.Training.Metrics;

/// <summary>How TER is computed. The defaults are sacreBLEU's. Tercom's normalization of punctuation and of Asian text is not offered.</summary>
public sealed record TerOptions
{
    /// <summary>False puts everything in lower case first. Default: false.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>True deletes . , ? : ; ! " ( and ) first. Default: false.</summary>
    public bool WithoutPunctuation { get; init; }
}
