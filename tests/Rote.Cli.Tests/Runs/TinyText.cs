namespace Rote.Cli.Tests.Runs;

/// <summary>A parallel text that a tiny model learns in seconds: letters to capital letters.</summary>
internal static class TinyText
{
    private const int HeldOut = 20;

    /// <summary>Every text of one to three letters out of four, in an order of its own.</summary>
    public static IReadOnlyList<(string Source, string Target)> Pairs { get; } = Make();

    /// <summary>Writes <c>train.src</c>, <c>train.tgt</c>, <c>valid.src</c> and <c>valid.tgt</c>.</summary>
    public static void Write(string folder)
    {
        Write(folder, "train", Pairs.Skip(HeldOut));
        Write(folder, "valid", Pairs.Take(HeldOut));
    }

    /// <summary>The command line of a run over them with a tiny model.</summary>
    public static string[] Train(string folder, string output, int steps, params string[] more) =>
    [
        "train", "--source", Path.Combine(folder, "train.src"), "--target", Path.Combine(folder, "train.tgt"),
        "--validation-source", Path.Combine(folder, "valid.src"), "--validation-target", Path.Combine(folder, "valid.tgt"),
        "--tokens", "characters", "--width", "16", "--heads", "2", "--feed-forward", "32", "--layers", "1",
        "--steps", $"{steps}", "--batch", "120", "--threads", "1", "--output", output, .. more,
    ];

    private static (string, string)[] Make()
    {
        const string letters = "abcd";
        string[] one = [.. letters.Select(letter => $"{letter}")];
        string[] two = [.. one.SelectMany(start => letters.Select(letter => start + letter))];
        string[] all = [.. one, .. two, .. two.SelectMany(start => letters.Select(letter => start + letter))];
        new Random(5).Shuffle(all);
        return [.. all.Select(text => (text, text.ToUpperInvariant()))];
    }

    private static void Write(string folder, string name, IEnumerable<(string Source, string Target)> pairs)
    {
        File.WriteAllLines(Path.Combine(folder, $"{name}.src"), pairs.Select(pair => pair.Source));
        File.WriteAllLines(Path.Combine(folder, $"{name}.tgt"), pairs.Select(pair => pair.Target));
    }
}
