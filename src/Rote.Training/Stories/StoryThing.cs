namespace Rote.Training.Stories;

/// <summary>Something that a story moves about.</summary>
/// <param name="name">What it is called.</param>
/// <param name="count">How many there are, the same in the whole story.</param>
/// <param name="look">What it looks like, the same in the whole story.</param>
internal sealed class StoryThing(string name, int count, string look)
{
    public string Name => name;

    public int Count => count;

    public string Look => look;

    public string It => count > 1 ? "they" : "it";

    public string ItAsObject => count > 1 ? "them" : "it";

    public string Is => count > 1 ? "are" : "is";

    public string Was => count > 1 ? "were" : "was";

    /// <summary>Who carries it; null where it lies at <see cref="Place"/>.</summary>
    public StoryPerson? Holder { get; set; }

    /// <summary>Where it lies while nobody carries it.</summary>
    public (string In, string Name) Place { get; set; }

    /// <summary>Where it is, as a phrase.</summary>
    public string Where => Holder is { } holder ? $"with {holder.Name}" : $"{Place.In} the {Place.Name}";
}
