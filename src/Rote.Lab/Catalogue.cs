using System.Reflection;

namespace Rote.Lab;

/// <summary>All experiments: each is a class of <c>Rote.Lab.Experiments</c> with a static property <c>Definition</c>.</summary>
public static class Catalogue
{
    /// <summary>The experiments, by number.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        .. typeof(Catalogue).Assembly.GetTypes()
            .Select(type => type.GetProperty("Definition", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property?.PropertyType == typeof(Experiment))
            .Select(property => (Experiment)property!.GetValue(null)!)
            .OrderBy(experiment => experiment.Number),
    ];

    /// <summary>One experiment.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>The experiment; null where there is none of that number.</returns>
    public static Experiment? Find(int number) => All.FirstOrDefault(experiment => experiment.Number == number);
}
