using Spectre.Console;

namespace Rote.Cli;

/// <summary>The look of every table.</summary>
internal static class Tables
{
    /// <summary>A table with one rule under its head.</summary>
    /// <param name="columns">Heads; '&gt;' before one aligns its column to the right, '~' lets it wrap where the screen is narrow.</param>
    /// <returns>An empty table.</returns>
    public static Table New(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            bool right = column.StartsWith('>');
            var made = new TableColumn(new Text(column.TrimStart('>', '~'))) { NoWrap = !column.StartsWith('~') };
            table.AddColumn(right ? made.RightAligned() : made);
        }
        return table;
    }
}
