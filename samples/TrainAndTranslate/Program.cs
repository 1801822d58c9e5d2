// Trains the Transformer that reads dates as people write them, and lets it read three. An argument sets the number of steps.
using Rote.Pipelines;
using Rote.Training.Schedules;
using Rote.Training.Translation;

int steps = args.Length > 0 ? int.Parse(args[0]) : 900;
string folder = Directory.CreateTempSubdirectory("rote-dates-").FullName;
var dates = TranslationRecipe.Dates;
var schedule = new LearningRateSchedule.Cosine(TotalSteps: steps) { WarmupSteps = steps / 9 };
var recipe = dates with { Optimization = dates.Optimization with { MaximumSteps = steps, Schedule = schedule } };

var outcome = TranslationTrainer.Train(recipe, folder);
Console.WriteLine($"{outcome.Steps} steps in {outcome.Seconds:F0} s; exactly right: {outcome.Test.ExactMatch:P1} of {outcome.Test.Pairs} unseen dates; model: {folder}");

using var translator = Translator.Load(folder);
foreach (string text in new[] { "the third of March, 2021", "le 1er mai 1987", "平成20年9月1日" })
    Console.WriteLine($"{text} → {translator.Translate(text).Text}");
