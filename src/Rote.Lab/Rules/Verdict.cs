using System.Text.Json.Serialization;

namespace Rote.Lab.Rules;

/// <summary>What a run says about a question.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>All parts pass.</summary>
    Holds,

    /// <summary>Some parts pass.</summary>
    HoldsInPart,

    /// <summary>No part passes.</summary>
    DoesNotHoldHere,

    /// <summary>A control did not reach its level.</summary>
    Undecided,
}
