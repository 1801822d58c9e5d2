using System.Diagnostics;
using Rote.Training.Translation;

namespace Rote.Cli.Tests.Runs;

/// <summary>Runs that begin well: progress, then one line, and what was saved before is good.</summary>
[Collection(nameof(OneAfterTheOther))]
public sealed class FailingRuns(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loss_that_is_no_number_ends_the_run()
    {
        string output = _folder.File("run");
        var run = CliRun.Of(TinyText.Train(trained.Texts, output, 12, "--learning-rate", "1e30", "--warmup", "0"));
        Assert.Equal((1, Said("Step 2: the loss is NaN and the gradient's norm NaN, with a learning rate of 1E+30. Lower the learning rate or lengthen the warm-up. No model was saved.")), (run.Code, run.Error));
        Assert.StartsWith("Training into ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("validation", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(output, "model.safetensors")));
        CliRun.Of("translate", "--model", output, "a").Fails(1, $"'{output}' has no config.json: it is not a model directory.");
    }

    [Fact]
    public void Validation_that_is_no_number_saves_nothing()
    {
        string output = _folder.File("run");
        var run = CliRun.Of(TinyText.Train(trained.Texts, output, 1, "--learning-rate", "1e30", "--warmup", "0"));
        Assert.Equal((1, Said("Step 1: the validation loss is NaN, with a learning rate of 1E+30. Lower the learning rate or lengthen the warm-up. No model was saved.")), (run.Code, run.Error));
        Assert.False(File.Exists(Path.Combine(output, "model.safetensors")));
    }

    [Fact]
    public void Best_model_stays_when_a_later_step_fails()
    {
        string output = _folder.File("run"), recipe = Path.Combine(output, "recipe.json"), weights = Path.Combine(output, "model.safetensors");
        using var source = new CancellationTokenSource();
        using var progress = new CancellingWriter("step     5  validation", source);
        Assert.Equal(130, CliRun.Of(null, TinyText.Train(trained.Texts, output, 12), source.Token, output: progress).Code);
        byte[] best = File.ReadAllBytes(weights);
        var calm = TranslationRecipe.FromJson(File.ReadAllText(recipe));
        File.WriteAllText(recipe, (calm with { Optimization = calm.Optimization with { LearningRate = 1e30, Schedule = new Rote.Training.Schedules.LearningRateSchedule.Constant() } }).ToJson());

        var run = CliRun.Of("train", "--resume", "--output", output);
        Assert.Equal(
            (1, Said($"Step 7: the loss is NaN and the gradient's norm NaN, with a learning rate of 1E+30. Lower the learning rate or lengthen the warm-up. The best model, of step 5, is kept in '{output}'.")),
            (run.Code, run.Error));
        Assert.Equal(best, File.ReadAllBytes(weights));
        Assert.Equal(0, CliRun.Of("translate", "--model", output, "a").Code);
    }

    [Fact]
    public void Full_disk_is_said()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), 64 << 10);
        string output = Path.Combine(disk.Folder, "run");
        var run = CliRun.Of(TinyText.Train(trained.Texts, output, 6));
        Assert.Equal(
            (1, Said($"'{Path.Combine(output, "training-state.safetensors")}' cannot be written: no space is left on its device. Free space or choose another folder; the old file, if any, is unchanged.")),
            (run.Code, run.Error));
        Assert.Empty(Directory.GetFiles(output, "*.tmp"));
        Assert.Equal(0, CliRun.Of("translate", "--model", output, "a").Code); // the best model was saved before
    }

    [Fact]
    public void Full_device_is_said_and_stays_a_device()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        string[] args = ["evaluate", "--model", trained.Folder, "--source", Path.Combine(trained.Texts, "valid.src"), "--target", Path.Combine(trained.Texts, "valid.tgt")];
        CliRun.Of([.. args, "--save", "/dev/full"]).Fails(
            1, "'/dev/full' cannot be written: no space is left on its device. Free space or choose another folder; the old file, if any, is unchanged.");
        Assert.Equal(0, CliRun.Of([.. args, "--save", "/dev/null"]).Code);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        var full = new StreamWriter("/dev/full") { AutoFlush = true };
        using var error = new StringWriter();
        Assert.Equal(1, Program.Run(["translate", "--model", trained.Folder, "a"], TextReader.Null, full, error, TestContext.Current.CancellationToken));
        Assert.Equal(Said("No space left on device : '/dev/full'. Free space or choose another folder."), error.ToString());
        Assert.Throws<IOException>(full.Dispose); // it still holds what it could not write
    }

    private static string Said(string line) => $"rote: {line}{Environment.NewLine}";

    // Some bytes of memory as a disk.
    private sealed class SmallDisk(string folder) : IDisposable
    {
        public string Folder => folder;

        public static SmallDisk Mount(string folder, int bytes)
        {
            Directory.CreateDirectory(folder);
            Assert.SkipUnless(OperatingSystem.IsLinux() && Start("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder), "no right to mount a small disk");
            return new SmallDisk(folder);
        }

        public void Dispose() => Start("umount", folder);

        private static bool Start(string program, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
