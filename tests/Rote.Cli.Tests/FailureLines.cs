using System.Runtime.InteropServices;
using System.Text.Json;
using Rote.Checkpoints;
using Rote.Tensors;
using Rote.Tokenizers;
using Rote.Training.Runs;

namespace Rote.Cli.Tests;

public class FailureLines
{
    private const string Native = "the native library libtorch cannot be loaded.";

    public static TheoryData<string, int, string> Failures()
    {
        var rows = new TheoryData<string, int, string>();
        foreach (var (name, (_, code, line)) in Cases)
            rows.Add(name, code, line);
        return rows;
    }

#pragma warning disable CA2201 // These stand for what the runtime throws.
    private static readonly Dictionary<string, (Exception Thrown, int Code, string Line)> Cases = new()
    {
        ["checkpoint"] = (new CheckpointException("'x' is damaged."), 1, "'x' is damaged."),
        ["tokenizer"] = (new TokenizerFormatException("'x' is odd."), 1, "'x' is odd."),
        ["diverged"] = (new TrainingDivergedException("Step 2: the loss is NaN."), 1, "Step 2: the loss is NaN."),
        ["usage"] = (new UsageException("'--a' and '--b' do not go together."), 2, "'--a' and '--b' do not go together. See rote fail --help."),
        ["shape"] = (new ShapeException("`x` must have shape [B, T]."), 1, "`x` must have shape [B, T]."),
        ["argument"] = (new ArgumentException("It must be 3.", "width"), 1, "It must be 3."),
        ["range"] = (new ArgumentOutOfRangeException("width", "Must be positive."), 1, "Must be positive."),
        ["lines"] = (new ArgumentException("First.\r\n  Second.\n\tThird.\n"), 1, "First. Second. Third."),
        ["escape"] = (new IOException("No '\u001b[31mred'."), 1, "No ' [31mred'."),
        ["file"] = (new FileNotFoundException("Could not find file 'x'."), 1, "Could not find file 'x'."),
        ["disk full"] = (new IOException("No space left on device : 'x'", 28), 1, "No space left on device : 'x'. Free space or choose another folder."),
        ["disk full, told"] = (new IOException("'x' cannot be written. Free space.", 28), 1, "'x' cannot be written. Free space."),
        ["access"] = (new UnauthorizedAccessException("Access to the path 'x' is denied."), 1, "Access to the path 'x' is denied."),
        ["json"] = (new JsonException("'x' is an invalid start of a value."), 1, "'x' is an invalid start of a value."),
        ["data"] = (new InvalidDataException("Not an image."), 1, "Not an image."),
        ["interrupted"] = (new OperationCanceledException(), 130, "interrupted."),
        ["interrupted task"] = (new AggregateException(new TaskCanceledException()), 130, "interrupted."),
        ["libtorch"] = (new ExternalException("bad op\nException raised from f at g.cpp:1\nframe #0"), 1, "libtorch: bad op"),
        ["libtorch memory"] = (
            new ExternalException("[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4096 bytes. Error code 12"),
            1, "out of memory. Use a smaller batch, shorter texts or a smaller model. libtorch asked for 4096 bytes."),
        ["memory"] = (new OutOfMemoryException(), 1, "out of memory. Use a smaller batch, shorter texts or a smaller model."),
        ["native"] = (new DllNotFoundException("It is not there."), 1, $"{Native} It is not there. Run 'rote doctor'."),
        ["native in a type"] = (new TypeInitializationException("torch", new DllNotFoundException("It is not there")), 1, $"{Native} It is not there. Run 'rote doctor'."),
        ["fault"] = (new InvalidOperationException("Odd."), 1, "unexpected InvalidOperationException: Odd. This is a fault of the program; ROTE_TRACE=1 shows where."),
    };
#pragma warning restore CA2201

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_known_failure_is_one_line(string name, int code, string line)
    {
        var verb = new Verb("fail", "Fails.", "rote fail");
        verb.Runs((_, _, _) => throw Cases[name].Thrown);
        CliRun.Of(verb, ["fail"], TestContext.Current.CancellationToken).Fails(code, line);
    }

    [Fact]
    public void Interrupted_verb_gets_the_cancelled_token()
    {
        using var source = new CancellationTokenSource();
        var verb = new Verb("work", "Works.", "rote work");
        verb.Runs((_, _, token) =>
        {
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return 0;
        });
        CliRun.Of(verb, ["work"], source.Token).Fails(130, "interrupted.");
    }

    [Fact]
    public void Code_of_the_verb_is_returned()
    {
        var verb = new Verb("work", "Works.", "rote work");
        verb.Runs((_, terminal, _) =>
        {
            terminal.Line("done");
            return 7;
        });
        Assert.Equal(new CliRun(7, $"done{Environment.NewLine}", ""), CliRun.Of(verb, ["work"], TestContext.Current.CancellationToken));
    }
}
