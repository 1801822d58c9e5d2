using System.Text.Json.Serialization;

namespace Rote.Training.Metrics;

/// <summary>How BLEU splits a line into tokens; the names in sacreBLEU's signature are given with each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BleuTokenization>))]
public enum BleuTokenization
{
    /// <summary><c>13a</c>: the rules of mteval-v13a: ASCII punctuation, and HTML escapes undone.</summary>
    ThirteenA,

    /// <summary><c>intl</c>: the rules of mteval-v14: all of Unicode's punctuation and symbols, except punctuation between numbers.</summary>
    International,

    /// <summary><c>char</c>: every code point.</summary>
    Characters,

    /// <summary><c>none</c>: white space only.</summary>
    None,

    /// <summary><c>zh</c>: every Chinese character, and ASCII punctuation.</summary>
    Chinese,
}
