using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Rote.Cli;

/// <summary>The native library: loaded before anything touches a tensor, so that a missing one is a clear line and not TorchSharp's own search.</summary>
internal static class Native
{
    /// <summary>The package of this platform; null where libtorch has none.</summary>
    public static string? Package => (OperatingSystem.IsLinux(), OperatingSystem.IsWindows(), OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
    {
        (true, _, _, Architecture.X64) => "libtorch-cpu-linux-x64",
        (_, true, _, Architecture.X64) => "libtorch-cpu-win-x64",
        (_, _, true, Architecture.Arm64) => "libtorch-cpu-osx-arm64",
        _ => null,
    };

    /// <summary>What to install.</summary>
    public static string Remedy => Package is { } package
        ? $"Install the NuGet package {package} with the program."
        : $"libtorch has no package for {RuntimeInformation.RuntimeIdentifier}: use linux-x64, win-x64 or osx-arm64.";

    /// <summary>The loaded file with libtorch's kernels; null where the system does not tell.</summary>
    /// <returns>Its path.</returns>
    public static string? KernelsPath() => LoadedFile("libtorch_cpu", "torch_cpu");

    /// <summary>How TorchSharp's binding was loaded.</summary>
    /// <returns>In words.</returns>
    public static string How() => LoadedFile("libLibTorchSharp", "LibTorchSharp") switch
    {
        null => "adapted to an older libstdc++, in memory", // a file in memory has no name among the modules
        var path when path.Contains("memfd:", StringComparison.Ordinal) => "adapted to an older libstdc++, in memory",
        var path when path.Contains("cache", StringComparison.Ordinal) => $"adapted to an older libstdc++, {path}",
        _ => "as it is",
    };

    /// <summary>Loads the library. Call it before the first tensor; calling again costs nothing.</summary>
    /// <exception cref="DllNotFoundException">It is missing or cannot be loaded; the message says what to do.</exception>
    public static void Require()
    {
        try
        {
            // Asked for by name first: TorchSharp's own search for a missing library copies hundreds of megabytes and prints a trace.
            if (!NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out _))
                throw new DllNotFoundException($"It is not beside the program. {Remedy}");
            _ = torch.get_num_threads(); // the cheapest call into it
        }
        catch (Exception wrong) when (wrong is TypeInitializationException or BadImageFormatException or InvalidDataException)
        {
            throw new DllNotFoundException(wrong.GetBaseException().Message, wrong);
        }
    }

    private static string? LoadedFile(params string[] names)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(file => names.Any(name => Path.GetFileName(file).Contains(name, StringComparison.Ordinal)));
    }
}
