using Rote.Lab.Rules;

namespace Rote.Lab.Reports;

/// <summary>The words of the reports.</summary>
public static class Words
{
    /// <summary>What the textbook says.</summary>
    public static Bilingual Claim { get; } = new("Claim", "说法");

    /// <summary>The rule.</summary>
    public static Bilingual Rule { get; } = new("Rule, fixed before the run", "运行前定下的判据");

    /// <summary>What was found.</summary>
    public static Bilingual Found { get; } = new("Found", "结果");

    /// <summary>The measurements.</summary>
    public static Bilingual Measured { get; } = new("Measured: median [least, greatest] over the seeds", "测量：各种子的中位数 [最小, 最大]");

    /// <summary>An arm.</summary>
    public static Bilingual Arm { get; } = new("arm", "组");

    /// <summary>The verdict.</summary>
    public static Bilingual Verdict { get; } = new("Verdict", "结论");

    /// <summary>The answer.</summary>
    public static Bilingual Answer { get; } = new("Answer", "简答");

    /// <summary>Where the code is.</summary>
    public static Bilingual Code { get; } = new("In the code", "代码位置");

    /// <summary>A note.</summary>
    public static Bilingual Note { get; } = new("Note", "说明");

    /// <summary>How it was run.</summary>
    public static Bilingual Run { get; } = new("How it was run", "运行方式");

    /// <summary>The experiments.</summary>
    public static Bilingual Laboratory { get; } = new("The laboratory: claims about the Transformer, measured", "实验室：用实验检验关于 Transformer 的说法");

    /// <summary>The command.</summary>
    public static Bilingual Command { get; } = new("command", "命令");

    /// <summary>The date.</summary>
    public static Bilingual Date { get; } = new("date", "日期");

    /// <summary>The machine.</summary>
    public static Bilingual Machine { get; } = new("machine", "机器");

    /// <summary>The seeds.</summary>
    public static Bilingual Seeds { get; } = new("seeds", "种子");

    /// <summary>The data.</summary>
    public static Bilingual Data { get; } = new("data", "数据");

    /// <summary>The time.</summary>
    public static Bilingual Time { get; } = new("time", "用时");

    /// <summary>Made by the program itself.</summary>
    public static Bilingual Generated { get; } = new("generated from the seed", "由种子生成");

    /// <summary>The part is ours.</summary>
    public static Bilingual Ours { get; } = new("(our addition)", "（我们补充的）");

    /// <summary>A finding, in a word.</summary>
    /// <param name="finding">The finding; null where the claim is not judged.</param>
    /// <returns>The word.</returns>
    public static Bilingual Of(Finding? finding) => finding?.Outcome switch
    {
        Outcome.Passes => new("holds", "成立"),
        Outcome.Fails => new("does not hold here", "在此不成立"),
        Outcome.Undecided => new("undecided", "未能判定"),
        null => new("reported, not judged", "仅报告，不判定"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A verdict, with the parts that decide it.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <returns>Such as <c>holds in part: a, c</c>.</returns>
    public static Bilingual Of(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        string Parts(Outcome outcome) => string.Join(", ", judgement.Claims.Where(claim => claim.Claim.Decides && claim.Finding?.Outcome == outcome).Select(claim => claim.Claim.Key));
        return judgement.Verdict switch
        {
            Rules.Verdict.Holds => new("holds", "成立"),
            Rules.Verdict.HoldsInPart => new($"holds in part: {Parts(Outcome.Passes)}", $"部分成立：{Parts(Outcome.Passes)}"),
            Rules.Verdict.DoesNotHoldHere => new("does not hold here", "在此不成立"),
            Rules.Verdict.Undecided => new("undecided: a control did not reach its level", "未能判定：对照组没有达到要求"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A time, with the budget.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="budget">The budget.</param>
    /// <returns>Such as <c>48 s of 60 s</c>.</returns>
    public static Bilingual Spent(double seconds, TimeSpan budget) => new($"{seconds:F0} s (budget {budget.TotalSeconds:F0} s)", $"{seconds:F0} 秒（预算 {budget.TotalSeconds:F0} 秒）");
}
