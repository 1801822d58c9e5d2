using Rote.Lab.Rules;

namespace Rote.Lab.Tests.Experiments;

public class Rules04
{
    [Theory]
    [InlineData(1.0, 0.02, 0.1, 2.5, 2.8, Verdict.Holds, "PPP")]
    [InlineData(1.2, 0.02, 0.1, 2.5, 2.8, Verdict.HoldsInPart, "FPP")]
    [InlineData(1.0, 0.2, 0.1, 2.5, 2.8, Verdict.HoldsInPart, "PFP")]
    [InlineData(1.0, 0.02, 0.5, 2.5, 2.8, Verdict.HoldsInPart, "PFP")]
    [InlineData(1.0, 0.02, 0.1, 2.5, 2.54, Verdict.HoldsInPart, "PPF")]
    [InlineData(0.9, 0.2, 0.5, 2.8, 2.5, Verdict.DoesNotHoldHere, "FFF")]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, Verdict.DoesNotHoldHere, "FFF")]
    public void Verdict_follows_from_the_numbers(double slope, double jacobian, double entropy, double scaled, double unscaled, Verdict verdict, string parts)
    {
        var judgement = new MadeUp(Catalogue.Find(4)!)
            .With("statistics", "slope", slope)
            .With("d_k = 512", "Jacobian, unscaled ÷ scaled", jacobian)
            .With("d_k = 512", "entropy, unscaled", entropy)
            .With("d_k = 256, scaled", "loss", scaled, scaled, scaled)
            .With("d_k = 256, unscaled", "loss", unscaled, unscaled, unscaled + 0.01)
            .Judge();
        Assert.Equal((verdict, parts), (judgement.Verdict, judgement.Parts()));
    }
}
