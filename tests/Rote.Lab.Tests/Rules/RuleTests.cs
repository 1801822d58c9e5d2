using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab.Tests.Rules;

public class RuleTests
{
    private static readonly (string Rule, Func<Results, Finding> Judge, double[] Passing, double[] Failing)[] Levels =
    [
        ("at least", results => Rule.AtLeast(results, "a", "value", 2), [1, 2, 9], [1.9, 1.9, 9]),
        ("at most", results => Rule.AtMost(results, "a", "value", 2), [1, 2, 9], [1, 2.1, 9]),
        ("below", results => Rule.Below(results, "a", "value", 2), [1, 1.9, 9], [1, 2, 9]),
        ("above", results => Rule.Above(results, "a", "value", 2), [1, 2.1, 9], [1, 2, 9]),
        ("within", results => Rule.Within(results, "a", "value", 1, 2), [0, 1, 2], [0, 0.9, 2]),
        ("always at most", results => Rule.AlwaysAtMost(results, "a", "value", 2), [0, 1, 2], [0, 1, 2.1]),
        ("always at least", results => Rule.AlwaysAtLeast(results, "a", "value", 2), [2, 3, 4], [1.9, 3, 4]),
    ];

    private static readonly (string Rule, Func<Results, Finding> Judge, double[] Passing, double[] Failing)[] Pairs =
    [
        ("lower", results => Rule.Lower(results, "a", "b", "value", 0.5), [9.9, 9.5, 9], [9.9, 9.6, 9]),
        ("lower in every seed", results => Rule.Lower(results, "a", "b", "value", 0.5), [9.9, 9.5, 9], [10, 9, 9]),
        ("higher", results => Rule.Higher(results, "a", "b", "value", 0.5), [10.1, 10.5, 11], [10, 11, 11]),
        ("times", results => Rule.Times(results, "a", "b", "value", 2), [10.1, 20, 30], [10, 20, 30]),
        ("times at most", results => Rule.TimesAtMost(results, "a", "b", "value", 2), [10, 20, 90], [10, 21, 90]),
        ("same", results => Rule.Same(results, "a", "b", "value", 0.5), [9.5, 10, 10.5], [9.4, 10, 10.5]),
    ];

    public static TheoryData<string> Names() => [.. Levels.Concat(Pairs).Select(row => row.Rule)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_tells_passing_from_failing_numbers(string name)
    {
        var (_, judge, passing, failing) = Levels.Concat(Pairs).Single(row => row.Rule == name);
        Assert.Equal(Outcome.Passes, judge(Measured(passing)).Outcome);
        Assert.Equal(Outcome.Fails, judge(Measured(failing)).Outcome);
        Assert.Equal(Outcome.Fails, judge(Measured([double.NaN, double.NaN, double.NaN])).Outcome);
    }

    [Fact]
    public void Evidence_has_the_numbers_and_what_was_needed()
    {
        var lower = Rule.Lower(Measured([9.9, 9.5, 9]), "a", "b", "value", 0.5);
        Assert.Equal("value (pieces), b − a: 0.5 [0.1, 1] (needed: ≥ 0.5, every seed > 0)", lower.Evidence.English);
        Assert.Equal("值（个），b − a：0.5 [0.1, 1]（要求：≥ 0.5，每个种子 > 0）", lower.Evidence.Chinese);
        Assert.Equal("value (pieces), a: 2 [1, 9] (needed: ≥ 3)", Rule.AtLeast(Measured([1, 2, 9]), "a", "value", 3).Evidence.English);
        Assert.Equal("value (pieces), a: 2 (needed: ≤ 3, every seed)", Rule.AlwaysAtMost(Measured([2, 2, 2]), "a", "value", 3).Evidence.English);
        Assert.Equal("value (pieces), a ÷ b: 2 [1, 9] (needed: ≤ 2)", Rule.TimesAtMost(Measured([10, 20, 90]), "a", "b", "value", 2).Evidence.English);
    }

    [Fact]
    public void Seeds_are_paired_by_number()
    {
        var trials = new[] { Trial("a", 1, 5), Trial("b", 2, 7), Trial("a", 2, 6), Trial("a", 3, 1) };
        Assert.Equal([-1.0], new Results(TinyExperiment.With(), trials).Differences("a", "b", "value"));
    }

    [Fact]
    public void What_was_not_measured_is_named() => Assert.Equal(
        "'loss' of 'a' was not measured; there are 'value' of 'a', 'value' of 'b'.",
        Assert.Throws<KeyNotFoundException>(() => Rule.AtLeast(Measured([1]), "a", "loss", 0)).Message);

    [Fact]
    public void Two_findings_pass_together_or_not_at_all()
    {
        Finding passes = Finding.Of(true, "p"), fails = Finding.Of(false, "f"), open = passes.Given(fails);
        Assert.Equal((Outcome.Undecided, "f; p"), (open.Outcome, open.Evidence.English));
        Assert.Equal(passes, passes.Given(passes));
        Assert.Equal([Outcome.Passes, Outcome.Fails, Outcome.Fails, Outcome.Undecided, Outcome.Undecided],
            new[] { passes & passes, passes & fails, fails & passes, open & fails, passes & open }.Select(finding => finding.Outcome));
    }

    // b is 10 with every seed.
    private static Results Measured(double[] values) =>
        new(TinyExperiment.With(), values.SelectMany((value, index) => new[] { Trial("a", index + 1, value), Trial("b", index + 1, 10) }));

    private static TrialRecord Trial(string arm, int seed, double value) => new(arm, seed, 1, [new MeasuredValue(arm, "value", value)], [], []);
}
