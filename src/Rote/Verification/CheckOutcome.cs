namespace Rote.Verification;

/// <summary>How a recorded thing compares with what the model computes.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome()
    {
    }

    /// <summary>Within the tolerance everywhere.</summary>
    public sealed record Equal : CheckOutcome;

    /// <summary>Beyond the tolerance, not a finite number, or of another shape.</summary>
    /// <param name="How">What was expected and what came.</param>
    public sealed record Differs(string How) : CheckOutcome;

    /// <summary>Nothing was compared.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record NotChecked(string Reason) : CheckOutcome;
}
