using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Rote.Tensors.Native;

/// <summary>Which of the two matrix libraries inside libtorch is the faster one on this processor.</summary>
/// <remarks>
/// libtorch gives float32 products to MKL, which uses AVX-512 on Intel's processors only. oneDNN goes by what the processor can do; libtorch asks it for
/// convolutions. On an AMD processor with AVX-512 it is twice as fast.
/// </remarks>
internal static class MatrixLibrary
{
    /// <summary>True when oneDNN uses wider vectors than MKL does.</summary>
    public static bool OneDnnIsFaster { get; } = Avx512F.IsSupported && !IsIntel();

    private static bool IsIntel()
    {
        var (_, first, third, second) = X86Base.CpuId(0, 0);
        Span<int> name = [first, second, third];
        return Encoding.ASCII.GetString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(name)) == "GenuineIntel";
    }
}
