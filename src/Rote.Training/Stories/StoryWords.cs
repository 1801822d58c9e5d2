namespace Rote.Training.Stories;

/// <summary>The words that stories are made of. Names are not among them: each story makes its own.</summary>
internal static class StoryWords
{
    /// <summary>Things, and whether they are several.</summary>
    public static readonly (string Name, bool IsPlural)[] Things =
    [
        ("lamp", false), ("key", false), ("rope", false), ("letter", false), ("kettle", false), ("mirror", false), ("ladder", false), ("drum", false),
        ("boots", true), ("nails", true), ("coins", true), ("gloves", true), ("candles", true), ("apples", true), ("oars", true), ("feathers", true),
    ];

    /// <summary>Places, with the word that says that something is there.</summary>
    public static readonly (string In, string Name)[] Places =
    [
        ("at", "mill"), ("in", "tower"), ("at", "market"), ("in", "garden"), ("on", "bridge"), ("in", "forest"), ("at", "harbour"), ("in", "cellar"), ("on", "hill"), ("in", "chapel"),
    ];

    /// <summary>What things look like.</summary>
    public static readonly string[] Looks = ["old", "cold", "heavy", "wet", "bright", "broken", "small", "red", "dusty", "warm"];

    /// <summary>What people feel.</summary>
    public static readonly string[] Moods = ["tired", "glad", "hungry", "afraid", "proud", "late", "silent", "lost"];

    /// <summary>What people do to themselves.</summary>
    public static readonly string[] Acts = ["blamed", "warmed", "praised", "hid", "asked", "washed", "reminded"];

    /// <summary>Where a thing is beside another.</summary>
    public static readonly string[] Beside = ["near", "under", "behind", "beside", "above"];

    /// <summary>What begins a day.</summary>
    public static readonly string[] Times = ["In the morning", "At noon", "After the rain", "Before supper", "On the third day", "In the evening", "When the bell rang", "A week later"];

    /// <summary>Numbers in order from one.</summary>
    public static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] Openings = ["B", "D", "F", "G", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Br", "Dr", "Gr", "Kl", "Pr", "St", "Tr"];
    private static readonly string[] Middles = ["ab", "al", "am", "ar", "el", "em", "er", "il", "im", "ir", "ol", "om", "or", "ul", "um", "ur"];

    /// <summary>A name that is likely to be new: women's end in a, men's in o.</summary>
    public static string NewName(Random random, bool isWoman) =>
        $"{Of(Openings, random)}{Of(Middles, random)}{(random.Next(3) == 0 ? Of(Middles, random) : "")}{"bdklmnrstv"[random.Next(10)]}{(isWoman ? 'a' : 'o')}";

    /// <summary>One of several.</summary>
    public static T Of<T>(IReadOnlyList<T> options, Random random) => options[random.Next(options.Count)];
}
