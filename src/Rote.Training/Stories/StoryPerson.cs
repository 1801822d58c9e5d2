namespace Rote.Training.Stories;

/// <summary>Somebody in a story.</summary>
/// <param name="name">The name, the same in the whole story.</param>
/// <param name="isWoman">True is she, false he.</param>
internal sealed class StoryPerson(string name, bool isWoman)
{
    public string Name => name;

    public string They => isWoman ? "she" : "he";

    public string Them => isWoman ? "her" : "him";

    public string Their => isWoman ? "her" : "his";

    public string Themselves => isWoman ? "herself" : "himself";

    /// <summary>Where the person is now.</summary>
    public (string In, string Name) Place { get; set; }
}
