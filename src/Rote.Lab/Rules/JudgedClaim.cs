namespace Rote.Lab.Rules;

/// <summary>A claim and what its rule found.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Finding">What was found; null where the claim is reported and not judged.</param>
public sealed record JudgedClaim(Claim Claim, Finding? Finding);
