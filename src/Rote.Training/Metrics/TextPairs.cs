namespace Rote.Training.Metrics;

/// <summary>The checks that metrics of texts share.</summary>
internal static class TextPairs
{
    /// <summary>One reference for each hypothesis.</summary>
    public static void Check(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references)
    {
        CheckHypotheses(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        CheckReferences(hypotheses.Count, references, nameof(references), nameof(references));
    }

    /// <summary>One or more sets with one reference for each hypothesis.</summary>
    public static void Check(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        CheckHypotheses(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("`references` must hold at least one reference set; got none.", nameof(references));
        for (int set = 0; set < references.Count; set++)
            CheckReferences(hypotheses.Count, references[set], $"references[{set}]", nameof(references));
    }

    /// <summary>One hypothesis and its references, as sets of one line.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Sets(string hypothesis, IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("`references` must hold at least one reference; got none.", nameof(references));
        return [.. references.Select(reference => new[] { reference })];
    }

    /// <summary>Throws when there are violations.</summary>
    public static void Check(IEnumerable<string> violations)
    {
        string message = string.Join(" ", violations);
        if (message.Length > 0)
            throw new ArgumentException(message);
    }

    private static void CheckHypotheses(IReadOnlyList<string> hypotheses)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        if (hypotheses.Count == 0)
            throw new ArgumentException("`hypotheses` must hold at least one line; got none.", nameof(hypotheses));
        CheckLines(hypotheses, nameof(hypotheses), nameof(hypotheses));
    }

    private static void CheckReferences(int hypotheses, IReadOnlyList<string> references, string which, string argument)
    {
        if (references is null || references.Count != hypotheses)
            throw new ArgumentException($"`{which}` must hold one line for each of the {hypotheses} hypotheses; got {references?.Count.ToString() ?? "null"}.", argument);
        CheckLines(references, which, argument);
    }

    private static void CheckLines(IReadOnlyList<string> lines, string which, string argument)
    {
        for (int line = 0; line < lines.Count; line++)
        {
            if (lines[line] is null)
                throw new ArgumentException($"`{which}[{line}]` must be a line, which may be empty; got null.", argument);
        }
    }
}
