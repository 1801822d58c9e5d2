using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rote.Lab.Runs;

/// <summary>What the laboratory runs on, for the reports.</summary>
public static class Machine
{
    /// <summary>Rote's version.</summary>
    public static string RoteVersion { get; } = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Processor, cores, threads, system, .NET and libtorch, in a line.</summary>
    public static string Description { get; } =
        $"{Processor()}, {Environment.ProcessorCount} cores, {get_num_threads()} threads, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}, libtorch {__version__}";

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo", Key = "model name";
        string? line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
