using Rote.Verification;

namespace Rote.Cli.Verify;

/// <summary>The report as <c>--json</c> writes it.</summary>
/// <param name="Directory">The directory as it was given.</param>
/// <param name="Passed">True when something was compared and nothing differs.</param>
/// <param name="Compared">Recorded things that were compared.</param>
/// <param name="Differing">Recorded things that differ.</param>
/// <param name="NotChecked">Recorded things that were not compared.</param>
/// <param name="Checks">All of them.</param>
internal sealed record VerifyDocument(string Directory, bool Passed, int Compared, int Differing, int NotChecked, IReadOnlyList<VerifyDocument.Entry> Checks)
{
    /// <summary>Makes the document.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The document.</returns>
    public static VerifyDocument Of(VerificationReport report) => new(
        report.Directory,
        report.Passed,
        report.Compared,
        report.Differing,
        report.Checks.Count - report.Compared,
        [.. report.Checks.Select(check => new Entry(check.Name, check.Kind.ToString(), OutcomeOf(check), DetailOf(check), check.LargestError, check.Tolerance))]);

    /// <summary>What differs, or why nothing was compared; null where it is equal.</summary>
    /// <param name="check">One recorded thing.</param>
    /// <returns>A sentence or null.</returns>
    public static string? DetailOf(Check check) => check.Outcome switch { CheckOutcome.Differs differs => differs.How, CheckOutcome.NotChecked not => not.Reason, _ => null };

    private static string OutcomeOf(Check check) => check.Outcome switch { CheckOutcome.Equal => "equal", CheckOutcome.Differs => "differs", _ => "not_checked" };

    /// <summary>One recorded thing: what it is, <c>equal</c>, <c>differs</c> or <c>not_checked</c>, and by how much.</summary>
    internal sealed record Entry(string Name, string Kind, string Outcome, string? Detail, double? LargestError, double Tolerance);
}
