using System.Text.Json.Serialization;

namespace Rote.Lab.Rules;

/// <summary>What a rule says about a claim.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The numbers meet the rule.</summary>
    Passes,

    /// <summary>They do not.</summary>
    Fails,

    /// <summary>A control arm did not reach its level, so they say nothing.</summary>
    Undecided,
}
