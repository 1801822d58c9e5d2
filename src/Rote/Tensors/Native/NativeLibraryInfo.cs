namespace Rote.Tensors.Native;

/// <summary>How the native library of this process was loaded; for diagnostics.</summary>
/// <param name="Loading">
/// <c>original</c>; <c>adapted in memory</c> on Linux with a libstdc++ before GCC 13's; <c>adapted, cached at …</c> where memory files are forbidden or
/// the environment variable <c>ROTE_NO_MEMFD</c> is <c>1</c>.
/// </param>
/// <param name="LibtorchPath">The file with libtorch's kernels; null when the system does not tell.</param>
public sealed record NativeLibraryInfo(string Loading, string? LibtorchPath)
{
    /// <summary>Loads the native library, if that has not happened, and says how. Call it first to have one clear error at the start of a program.</summary>
    /// <returns>How it was loaded.</returns>
    /// <exception cref="DllNotFoundException">There is no native package, or it does not load; the message says what to do.</exception>
    public static NativeLibraryInfo Load()
    {
        LibtorchLoader.Require();
        return new NativeLibraryInfo(LibtorchLoader.Loading, LibtorchLoader.LoadedPath());
    }
}
