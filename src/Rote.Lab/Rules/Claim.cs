namespace Rote.Lab.Rules;

/// <summary>One part of what the textbook says.</summary>
/// <param name="Key">Its letter: a, b, c.</param>
/// <param name="Text">What is claimed.</param>
/// <param name="Rule">The rule in words, fixed before any run.</param>
/// <param name="Judge">The rule. Null where the part is reported and not judged.</param>
public sealed record Claim(string Key, Bilingual Text, Bilingual Rule, Func<Results, Finding>? Judge)
{
    /// <summary>True where the part is ours, added to what the textbook says. Default: false.</summary>
    public bool IsOurs { get; init; }

    /// <summary>False where the part is shown and does not count towards the verdict: a number that is true by arithmetic. Default: true.</summary>
    public bool Decides { get; init; } = true;
}
