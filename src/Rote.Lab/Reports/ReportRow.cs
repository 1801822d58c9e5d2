namespace Rote.Lab.Reports;

/// <summary>An arm's row.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Cells">A text for each column: the median, and the least and the greatest where seeds differ.</param>
public sealed record ReportRow(Bilingual Arm, IReadOnlyList<string> Cells);
