using System.Text.Json;
using Rote.Training.Translation;

namespace Rote.Cli.Commands;

/// <summary>The file that <c>--spec</c> names.</summary>
internal static class RecipeFile
{
    private const int MaxBytes = 1 << 20; // a recipe is a few thousand bytes

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The recipe, valid.</returns>
    /// <exception cref="InvalidDataException">It is a folder or no recipe, or the recipe is not valid.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static TranslationRecipe Read(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"'{path}' is a folder; expected a recipe in JSON. Name the file itself.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' does not exist; expected a recipe in JSON. 'rote train --print-spec' writes one.", path);
        if (new FileInfo(path).Length > MaxBytes)
            throw Wrong(path, $"It is larger than {MaxBytes} bytes.");
        try
        {
            return TranslationRecipe.FromJson(File.ReadAllText(path)).Validated();
        }
        catch (JsonException wrong)
        {
            throw Wrong(path, wrong.Message, wrong);
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidDataException($"'{path}': {wrong.Message}", wrong);
        }
    }

    private static InvalidDataException Wrong(string path, string message, Exception? cause = null) =>
        new($"'{path}' is not a recipe: {message} 'rote train --print-spec' writes one.", cause);
}
