namespace Rote.Tensors.Native;

/// <summary>What libtorch logged, taken apart.</summary>
/// <param name="Reasons">The texts of the failures, without backtraces.</param>
/// <param name="Rest">What others wrote to standard error in between.</param>
internal sealed record NativeLog(IReadOnlyList<string> Reasons, string Rest)
{
    // "[E… shim_common.cpp:…] Exception in aoti_torch: reason", perhaps further lines, then the backtrace
    private const string Mark = "Exception in aoti_torch: ";
    private const string Backtrace = "Exception raised from ";
    private const string Frame = "frame #";

    /// <summary>Takes a log apart.</summary>
    /// <param name="text">Everything that standard error got.</param>
    /// <returns>Reasons and rest.</returns>
    public static NativeLog Parse(string text)
    {
        string[] lines = text.Split('\n');
        var reasons = new List<string>();
        var rest = new List<string>();
        int line = 0;
        while (line < lines.Length)
        {
            int mark = lines[line].IndexOf(Mark, StringComparison.Ordinal);
            if (mark < 0)
            {
                rest.Add(lines[line++]);
                continue;
            }
            // Without a backtrace nothing says where a reason ends: it then has one line.
            int next = Find(lines, line + 1, Mark), end = Find(lines, line + 1, Backtrace);
            if (end >= next)
                end = line + 1;
            reasons.Add(string.Join('\n', [lines[line][(mark + Mark.Length)..], .. lines[(line + 1)..end]]).Trim());
            line = end;
            if (line < lines.Length && lines[line].StartsWith(Backtrace, StringComparison.Ordinal))
                line++;
            while (line < lines.Length && (lines[line].StartsWith(Frame, StringComparison.Ordinal) || lines[line].Length == 0))
                line++;
        }
        return new NativeLog(reasons, string.Join('\n', rest));
    }

    private static int Find(string[] lines, int from, string part)
    {
        int found = Array.FindIndex(lines, from, line => line.Contains(part, StringComparison.Ordinal));
        return found < 0 ? lines.Length : found;
    }
}
