using System.Globalization;
using System.Text;

namespace Rote.Verification;

/// <summary>Everything that a reference case records, and how it compares with what the model computes.</summary>
/// <param name="Directory">The case's folder.</param>
/// <param name="Checks">One entry for each recorded tensor and each recorded run.</param>
public sealed record VerificationReport(string Directory, IReadOnlyList<Check> Checks)
{
    /// <summary>Recorded things that were compared.</summary>
    public int Compared => Checks.Count(check => check.Outcome is not CheckOutcome.NotChecked);

    /// <summary>Recorded things that differ.</summary>
    public int Differing => Checks.Count(check => check.Outcome is CheckOutcome.Differs);

    /// <summary>True when something was compared and nothing differs.</summary>
    public bool Passed => Compared > 0 && Differing == 0;

    /// <summary>The verdict, and a line for whatever differs.</summary>
    /// <returns>One line or more, without a final line break.</returns>
    public string Summary()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(Passed ? "equal" : Compared == 0 ? "nothing compared" : "different")}: {Compared} compared, {Differing} differ, ");
        text.Append(CultureInfo.InvariantCulture, $"{Checks.Count - Compared} not checked");
        foreach (var check in Checks)
        {
            if (check.Outcome is CheckOutcome.Differs differs)
                text.Append('\n').Append(check.Name).Append(": ").Append(differs.How);
        }
        return text.ToString();
    }
}
