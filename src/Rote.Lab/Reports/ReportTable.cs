namespace Rote.Lab.Reports;

/// <summary>A table of measurements.</summary>
/// <param name="Columns">What was measured.</param>
/// <param name="Rows">The arms.</param>
public sealed record ReportTable(IReadOnlyList<Column> Columns, IReadOnlyList<ReportRow> Rows);
