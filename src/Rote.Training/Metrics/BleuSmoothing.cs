using System.Text.Json.Serialization;

namespace Rote.Training.Metrics;

/// <summary>What BLEU does about an order of which no n-gram matches.</summary>
/// <remarks>Chen and Cherry 2014, "A Systematic Comparison of Smoothing Techniques for Sentence-Level BLEU". https://aclanthology.org/W14-3346</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Floor), "floor")]
[JsonDerivedType(typeof(AddK), "add-k")]
[JsonDerivedType(typeof(Exponential), "exponential")]
public abstract record BleuSmoothing
{
    private BleuSmoothing()
    {
    }

    /// <summary>Nothing: the score is 0.</summary>
    public sealed record None : BleuSmoothing;

    /// <summary>Takes a small number of matches instead of none (method 1).</summary>
    /// <param name="Value">Matches, &gt; 0.</param>
    public sealed record Floor(double Value = 0.1) : BleuSmoothing;

    /// <summary>Adds to matches and totals of every order above the first (method 2).</summary>
    /// <param name="Value">What is added, &gt; 0.</param>
    public sealed record AddK(double Value = 1) : BleuSmoothing;

    /// <summary>Takes 1/2 match for the first such order, 1/4 for the next, and so on (method 3, mteval's).</summary>
    public sealed record Exponential : BleuSmoothing;
}
