using Spectre.Console;

namespace Rote.Cli.Doctor;

/// <summary>The report as text.</summary>
internal static class DoctorView
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(DoctorReport report, Terminal terminal)
    {
        terminal.Heading("System");
        terminal.Facts(("dotnet", report.Platform.Dotnet), ("system", $"{report.Platform.System}, {report.Platform.Architecture}"), ("processor", report.Platform.Processor));
        terminal.Heading("Native library");
        var native = report.Native;
        if (native.Loaded)
            terminal.Facts(("libtorch", native.LibtorchVersion!), ("file", native.Path ?? "unknown"), ("loaded", native.How!));
        else
            terminal.Facts(("libtorch", "MISSING"), ("reason", native.Reason!));
        terminal.Heading("Speed");
        if (report.Threads is { } threads)
        {
            terminal.Facts(
                ("cores", $"{threads.Cores}"),
                ("threads", $"{threads.IntraOp} inside an operation, {threads.InterOp} between operations"),
                ("OMP_NUM_THREADS", threads.OmpNumThreads ?? "not set"));
        }
        var sets = Tables.New("instruction set", "processor", ".NET");
        foreach (var set in report.InstructionSets)
            sets.AddRow(new Text(set.Name), new Text(Answer(set.Processor)), new Text(Answer(set.Dotnet)));
        terminal.Write(sets);
        terminal.Heading("Devices");
        terminal.Facts(report.Devices.Select(device => (device.Name, device.Available ? "available" : $"not available: {device.Reason}")));
        terminal.Heading("Room");
        terminal.Facts(
            ("memory", $"{Units.Bytes(report.Room.MemoryFree)} free of {Units.Bytes(report.Room.MemoryLimit)}"),
            ("disk here", $"{Units.Bytes(report.Room.FolderFree)} free"),
            ("disk, temporary", $"{Units.Bytes(report.Room.TemporaryFree)} free in {report.Room.Temporary}"));
        terminal.Heading("Self-test");
        if (report.SelfTest is { } test)
        {
            terminal.Facts(
                ("matrix product", test.MatrixProduct ? "exact" : "WRONG"),
                ("fused attention", test.FusedAttention ? "equal to eager" : "WRONG"),
                ("speed", $"{test.GflopsPerSecond:F0} GFLOP/s, float32 matrix product"));
        }
        else
        {
            terminal.Line("  not run: the native library is missing");
        }
        terminal.Heading(report.Healthy ? "Everything needed is there." : "Something needed is missing.");
        foreach (string advice in report.Advice)
            terminal.Line($"  {advice}");
    }

    private static string Answer(bool? known) => known switch { true => "yes", false => "no", null => "–" };
}
