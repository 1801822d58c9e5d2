namespace Rote.Cli.Training;
internal static class LossCurves { public static void Draw(Rote.Training.Runs.RunDirectory run) { } }
