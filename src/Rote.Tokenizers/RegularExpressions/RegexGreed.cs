namespace Rote.Tokenizers;

/// <summary>Which number of repetitions is tried first.</summary>
internal enum RegexGreed
{
    /// <summary>As many as there are, then fewer.</summary>
    Greedy,

    /// <summary>As few as may be, then more.</summary>
    Lazy,

    /// <summary>As many as there are, and no others.</summary>
    Possessive,
}
