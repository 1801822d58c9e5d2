using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rote.Checkpoints.Families;

/// <summary>The fields of config.json that name a model's class and describe its classifier, alike in every family.</summary>
internal abstract record FamilyConfig
{
    public IReadOnlyList<string>? Architectures { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Id2label { get; init; }

    public int? NumLabels { get; init; }

    public double? ClassifierDropout { get; init; }

    /// <summary>The class that was saved; null where the config names none.</summary>
    [JsonIgnore]
    public string? Architecture => Architectures is [var first, ..] ? first : null;

    /// <summary>Classes of a classifier; two where the config does not say.</summary>
    [JsonIgnore]
    public int Labels => Id2label?.Count ?? NumLabels ?? 2;
}
