using System.Runtime.InteropServices;

namespace Rote.Tensors.Native;

/// <summary>The NuGet package that brings libtorch, and the names of its files, by platform.</summary>
internal static class LibtorchPackage
{
    /// <summary>The libtorch that this TorchSharp was built against.</summary>
    public const string Version = "2.10.0";

    private static readonly string[] Platforms = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>This process's platform, such as <c>linux-x64</c>.</summary>
    public static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>TorchSharp's binding, which comes with TorchSharp itself.</summary>
    public static string BindingFile { get; } = FileOf("LibTorchSharp");

    /// <summary>The library with the kernels, which comes with the native package.</summary>
    public static string KernelsFile { get; } = FileOf("torch_cpu");

    /// <summary>What to do when no native package is there.</summary>
    /// <param name="platform">Such as <c>linux-x64</c>.</param>
    /// <returns>One line.</returns>
    public static string MissingOn(string platform) => Platforms.Contains(platform)
        ? "libtorch was not found: the program references no native package. Add the one of its platform beside Rote: " +
            $"dotnet add package libtorch-cpu-{platform} --version {Version}"
        : $"libtorch was not found, and there is no native package for {platform}: run on one of {string.Join(", ", Platforms)}.";

    private static string FileOf(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
