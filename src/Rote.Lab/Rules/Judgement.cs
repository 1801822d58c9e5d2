namespace Rote.Lab.Rules;

/// <summary>What the measurements of a run say: it follows from them and the rules alone.</summary>
/// <param name="Verdict">About the whole question.</param>
/// <param name="Claims">Part by part.</param>
/// <param name="Missed">Controls that did not reach their level; any makes the verdict <see cref="Verdict.Undecided"/>.</param>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<JudgedClaim> Claims, IReadOnlyList<Bilingual> Missed)
{
    /// <summary>Judges a run.</summary>
    /// <param name="experiment">The experiment, with its rules.</param>
    /// <param name="results">The measurements.</param>
    /// <returns>The judgement.</returns>
    public static Judgement Of(Experiment experiment, Results results)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(results);
        var claims = experiment.Claims.Select(claim => new JudgedClaim(claim, claim.Judge?.Invoke(results))).ToArray();
        var missed = experiment.Controls.Select(control => (control.Text, Finding: control.Judge(results)))
            .Where(control => control.Finding.Outcome != Outcome.Passes)
            .Select(control => Bilingual.Join(new(": ", "："), control.Text, control.Finding.Evidence)).ToArray();
        Outcome[] outcomes = [.. claims.Where(claim => claim.Claim.Decides).Select(claim => claim.Finding?.Outcome).OfType<Outcome>()];
        return new Judgement(missed.Length > 0 ? Verdict.Undecided : VerdictOf(outcomes), claims, missed);
    }

    private static Verdict VerdictOf(Outcome[] outcomes)
    {
        int passes = outcomes.Count(outcome => outcome == Outcome.Passes);
        if (passes == outcomes.Length && passes > 0)
            return Verdict.Holds;
        if (passes > 0)
            return Verdict.HoldsInPart;
        return outcomes.Contains(Outcome.Undecided) || outcomes.Length == 0 ? Verdict.Undecided : Verdict.DoesNotHoldHere;
    }
}
