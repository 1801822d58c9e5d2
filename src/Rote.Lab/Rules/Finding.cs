namespace Rote.Lab.Rules;

/// <summary>What a rule found, with the numbers that it looked at.</summary>
/// <param name="Outcome">Whether they meet the rule.</param>
/// <param name="Evidence">The numbers, and what they had to reach.</param>
public sealed record Finding(Outcome Outcome, Bilingual Evidence)
{
    /// <summary>A finding.</summary>
    /// <param name="passes">Whether the numbers meet the rule.</param>
    /// <param name="evidence">The numbers, and what they had to reach.</param>
    /// <returns>The finding.</returns>
    public static Finding Of(bool passes, Bilingual evidence) => new(passes ? Outcome.Passes : Outcome.Fails, evidence);

    /// <summary>Both must pass; one that is undecided leaves both so.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Both, with the evidence of both.</returns>
    public static Finding operator &(Finding left, Finding right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var outcome = left.Outcome == Outcome.Undecided || right.Outcome == Outcome.Undecided ? Outcome.Undecided
            : left.Outcome == Outcome.Passes ? right.Outcome : Outcome.Fails;
        return new Finding(outcome, Bilingual.Join(new("; ", "；"), left.Evidence, right.Evidence));
    }

    /// <summary>Both must pass; the named form of <c>&amp;</c>.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Both.</returns>
    public static Finding BitwiseAnd(Finding left, Finding right) => left & right;

    /// <summary>This finding, or undecided where a control of this part did not reach its level.</summary>
    /// <param name="control">The control.</param>
    /// <returns>This finding if the control passes; else an undecided one with the evidence of both.</returns>
    public Finding Given(Finding control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return control.Outcome == Outcome.Passes ? this : new Finding(Outcome.Undecided, Bilingual.Join(new("; ", "；"), control.Evidence, Evidence));
    }
}
