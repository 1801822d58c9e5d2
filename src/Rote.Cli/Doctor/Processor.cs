using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Rote.Cli.Doctor;

/// <summary>The processor's name and instruction sets, from .NET and, on Linux, from /proc/cpuinfo.</summary>
internal static class Processor
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>The processor's name.</summary>
    /// <returns>As the system gives it, else the architecture.</returns>
    public static string Name() => Field("model name") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Instruction sets that matter to tensors.</summary>
    /// <returns>Those of this architecture, oldest first.</returns>
    public static IReadOnlyList<DoctorReport.InstructionSet> InstructionSets()
    {
        var flags = (Field("flags") ?? Field("Features"))?.Split(' ').ToHashSet(StringComparer.Ordinal);
        DoctorReport.InstructionSet Set(string name, bool? dotnet, params string[] anyOf) => new(name, flags is null ? dotnet : anyOf.Any(flags.Contains), dotnet);
        return RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86
            ?
            [
                Set("AVX2", Avx2.IsSupported, "avx2"),
                Set("FMA", Fma.IsSupported, "fma"),
                Set("AVX-512", Avx512F.IsSupported, "avx512f"),
                Set("VNNI", AvxVnni.IsSupported ? true : null, "avx512_vnni", "avx_vnni"),
                Set("BF16", null, "avx512_bf16"),
                Set("AMX", null, "amx_tile"),
                Set("AMX int8", null, "amx_int8"),
                Set("AMX bf16", null, "amx_bf16"),
            ]
            :
            [
                Set("NEON", AdvSimd.IsSupported, "asimd", "neon"),
                Set("dot product", Dp.IsSupported, "asimddp"),
                Set("BF16", null, "bf16"),
                Set("I8MM", null, "i8mm"),
            ];
    }

    private static string? Field(string name)
    {
        if (!File.Exists(CpuInfo))
            return null;
        string? line = File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}
