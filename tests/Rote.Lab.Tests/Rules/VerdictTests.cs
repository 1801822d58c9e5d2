using Rote.Lab.Rules;

namespace Rote.Lab.Tests.Rules;

public class VerdictTests
{
    [Theory]
    [InlineData("PP", true, Verdict.Holds)]
    [InlineData("P-", true, Verdict.Holds)]
    [InlineData("PF", true, Verdict.HoldsInPart)]
    [InlineData("PU", true, Verdict.HoldsInPart)]
    [InlineData("FF", true, Verdict.DoesNotHoldHere)]
    [InlineData("FU", true, Verdict.Undecided)]
    [InlineData("UU", true, Verdict.Undecided)]
    [InlineData("--", true, Verdict.Undecided)]
    [InlineData("PP", false, Verdict.Undecided)]
    public void Verdict_follows_from_the_parts(string parts, bool control, Verdict expected)
    {
        var judgement = Judge(parts, control);
        Assert.Equal((expected, parts), (judgement.Verdict, judgement.Parts()));
        Assert.Equal(control ? [] : ["the control learns: it did not"], judgement.Missed.Select(missed => missed.English));
    }

    [Fact]
    public void What_does_not_decide_is_shown_and_not_counted()
    {
        var experiment = TinyExperiment.With() with { Claims = [Claim('F') with { Decides = false }, Claim('P')] };
        var judgement = experiment.Judge(new Results(experiment, []));
        Assert.Equal((Verdict.Holds, "FP"), (judgement.Verdict, judgement.Parts()));
    }

    private static Judgement Judge(string parts, bool control)
    {
        var experiment = TinyExperiment.With() with
        {
            Claims = [.. parts.Select(Claim)],
            Controls = [new Control("the control learns", _ => Finding.Of(control, "it did not"))],
        };
        return experiment.Judge(new Results(experiment, []));
    }

    private static Claim Claim(char part) => new(part.ToString(), "", "", part switch
    {
        'P' => _ => Finding.Of(true, ""),
        'F' => _ => Finding.Of(false, ""),
        'U' => _ => new Finding(Outcome.Undecided, ""),
        _ => null,
    });
}
