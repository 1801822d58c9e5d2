namespace Rote.Verification;

/// <summary>One recorded thing and how it compares.</summary>
/// <param name="Name">Its name in the reference case, such as <c>logits</c> or <c>generation.greedy-left</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="LargestError">The largest absolute difference, not-a-number where one side is; null where no numbers were subtracted.</param>
/// <param name="Tolerance">The largest absolute difference that counts as equal; 0 for token ids.</param>
/// <param name="Outcome">Equal, different, or not checked.</param>
public sealed record Check(string Name, CheckKind Kind, double? LargestError, double Tolerance, CheckOutcome Outcome);
