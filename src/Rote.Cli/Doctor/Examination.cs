using System.Runtime.InteropServices;
using Rote.Tensors.Native;
using TorchSharp;

namespace Rote.Cli.Doctor;

/// <summary>Looks at the machine and makes the report.</summary>
internal static class Examination
{
    private const long Tight = 1L << 30; // a base-size model with its optimizer takes about as much

    /// <summary>Looks at everything; takes about a second.</summary>
    /// <returns>The report.</returns>
    public static DoctorReport Run()
    {
        var native = LoadNative();
        var report = new DoctorReport
        {
            Platform = new(RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, RuntimeInformation.RuntimeIdentifier, Processor.Name()),
            Native = native,
            Threads = native.Loaded ? Threads() : null,
            InstructionSets = Processor.InstructionSets(),
            Devices = Devices(native),
            Room = Room(),
            SelfTest = native.Loaded ? SelfTest.Run() : null,
            Advice = [],
        };
        return report with { Advice = [.. Advise(report)] };
    }

    private static DoctorReport.NativeFacts LoadNative()
    {
        NativeLibraryInfo info;
        try
        {
            info = NativeLibraryInfo.Load();
        }
        catch (DllNotFoundException wrong)
        {
            return new(false, null, null, null, wrong.Message);
        }
        return new(true, info.LibtorchPath, info.Loading, Version.Parse(torch.__version__).ToString(3), null);
    }

    private static DoctorReport.ThreadFacts Threads() =>
        new(Environment.ProcessorCount, torch.get_num_threads(), torch.get_num_interop_threads(), Environment.GetEnvironmentVariable("OMP_NUM_THREADS"));

    private static IReadOnlyList<DoctorReport.DeviceFacts> Devices(DoctorReport.NativeFacts native)
    {
        if (!native.Loaded)
            return [new("CPU", false, "the native library is missing"), new("CUDA", false, "the native library is missing")];
        string? folder = Path.GetDirectoryName(native.Path);
        // Asked without its files, TorchSharp would search for and copy hundreds of megabytes.
        bool built = folder is not null && new[] { "libtorch_cuda.so", "torch_cuda.dll" }.Any(file => File.Exists(Path.Combine(folder, file)));
        bool cuda = built && torch.cuda.is_available();
        return [new("CPU", true, null), new("CUDA", cuda, cuda ? null : built ? "no driver or device" : "this is the CPU build of libtorch")];
    }

    private static DoctorReport.RoomFacts Room()
    {
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string here = Environment.CurrentDirectory, temporary = Path.GetTempPath();
        return new(limit, Math.Min(limit, FreeMemory() ?? limit), here, new DriveInfo(here).AvailableFreeSpace, temporary, new DriveInfo(temporary).AvailableFreeSpace);
    }

    private static long? FreeMemory()
    {
        const string info = "/proc/meminfo";
        string? line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) : null;
        return line is not null && long.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], out long kibibytes) ? 1024 * kibibytes : null;
    }

    private static IEnumerable<string> Advise(DoctorReport report)
    {
        if (!report.Native.Loaded)
            yield return report.Native.Reason!;
        if (report.SelfTest is { Passed: false })
            yield return "The self-test computes wrong numbers: install the native package libtorch-cpu-… again, in the version that this program was built for.";
        if (report.Threads is { } threads && threads.IntraOp < threads.Cores && threads.OmpNumThreads is not null)
            yield return $"OMP_NUM_THREADS={threads.OmpNumThreads} holds libtorch to {threads.IntraOp} of {threads.Cores} cores: unset it for speed.";
        if (report.InstructionSets.Any(set => set is { Name: "AVX2", Processor: false }))
            yield return "The processor has no AVX2: tensors will be several times slower than on a newer one.";
        if (report.Room.MemoryFree < Tight)
            yield return $"Only {Units.Bytes(report.Room.MemoryFree)} of memory are free: close other programs, or use small models.";
        if (Math.Min(report.Room.FolderFree, report.Room.TemporaryFree) < Tight)
            yield return $"Only {Units.Bytes(Math.Min(report.Room.FolderFree, report.Room.TemporaryFree))} of disk are free: free space before training or saving.";
    }
}
