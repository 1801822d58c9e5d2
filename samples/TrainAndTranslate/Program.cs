// Trains the Transformer that reads dates as people write them, and lets it read three. An argument sets the number of steps.
using Rote.Pipelines;
using Rote.Training.Translation;

string folder = Directory.CreateTempSubdirectory("rote-dates-").FullName;
var recipe = TranslationRecipe.Dates;
if (args is [var steps])
{
    var job = recipe.Optimization with { MaximumSteps = int.Parse(steps), Schedule = recipe.Optimization.Schedule.Until(int.Parse(steps)) };
    recipe = recipe with { Optimization = job };
}

var outcome = TranslationTrainer.Train(recipe, folder);
Console.WriteLine($"{outcome.Steps} steps in {outcome.Seconds:F0} s; exactly right: {outcome.Test.ExactMatch:P1} of {outcome.Test.Pairs} unseen dates; model: {folder}");

using var translator = Translator.Load(folder);
foreach (string text in new[] { "the third of March, 2021", "le 1er mai 1987", "2008年9月1日" })
    Console.WriteLine($"{text} → {translator.Translate(text).Text}");
