using System.Runtime.InteropServices;
using Rote.Tensors.Native;
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

    /// <summary>Loads the library, and keeps its log off standard error. Call it before the first tensor; calling again costs nothing.</summary>
    /// <exception cref="DllNotFoundException">It is missing or cannot be loaded; the message says what to install.</exception>
    public static void Require()
    {
        string? reason = null;
        try
        {
            if (!NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out _))
                reason = "it is not beside the program.";
        }
        catch (Exception wrong) when (wrong is DllNotFoundException or BadImageFormatException or InvalidDataException)
        {
            reason = wrong.Message.Split('\n')[0];
        }
        if (reason is not null)
            throw new DllNotFoundException($"{reason} {Remedy}");
        if (OperatingSystem.IsLinux())
            NativeError.Install();
    }

    /// <summary>What to install.</summary>
    public static string Remedy => Package is { } package
        ? $"Install the NuGet package {package} with the program."
        : $"libtorch has no package for {RuntimeInformation.RuntimeIdentifier}: use linux-x64, win-x64 or osx-arm64.";
}
