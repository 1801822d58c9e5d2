using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Rote.Tensors.Native;

/// <summary>Puts Rote's loader of the native library in place. A program does so before it first touches TorchSharp.</summary>
/// <remarks>
/// Where the operating system loads TorchSharp's binding by itself, nothing happens. On Linux with a libstdc++ before GCC 13's
/// (Debian 12, Ubuntu 22.04) the binding is adapted in memory, or, where memory files are forbidden or the environment variable
/// <c>ROTE_NO_MEMFD</c> is <c>1</c>, in a file under <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>. Without a native package the first
/// use of a tensor throws a <see cref="DllNotFoundException"/> that names the package to add.
/// </remarks>
public static class NativeBoot
{
    /// <summary>How many sizes of product oneDNN keeps its code for, each of one to two megabytes; its own default is 1,024.</summary>
    private const string KeptProducts = "128";

    private static int _installed;

    /// <summary>Puts the loader in place; any further call does nothing. Loads nothing yet.</summary>
#pragma warning disable CA2255 // Rote must be ready before TorchSharp is, whoever of the two is touched first by a user of Rote.
    [ModuleInitializer]
    public static void Install()
#pragma warning restore CA2255
    {
        if (Interlocked.Exchange(ref _installed, 1) == 1)
            return;
        BoundOneDnn();
        // The event is raised only after the runtime's own probing failed; typeof does not run torch's static constructor.
        AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly)!.ResolvingUnmanagedDll += LibtorchLoader.Resolve;
    }

    /// <summary>
    /// Asks glibc to keep freed memory for the next tensor rather than give it back to the system, which otherwise costs page faults at every step.
    /// Faster training at the price of a higher resident size; call it once, at the start of a program.
    /// </summary>
    /// <returns>True when the C library took the settings; false on other systems, where nothing changes.</returns>
    public static bool KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // glibc before 2.35 refuses thresholds above 32 MiB.
            bool mapped = Libc.MallOpt(Libc.MmapThreshold, 1 << 30) == 1 || Libc.MallOpt(Libc.MmapThreshold, 1 << 25) == 1;
            return Libc.MallOpt(Libc.TrimThreshold, int.MaxValue) == 1 && mapped;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // musl has no mallopt
        }
    }

    // Texts come in many lengths, so that a long run would fill any bound. Whoever has set the variable knows better.
    private static void BoundOneDnn()
    {
        const string Name = "ONEDNN_PRIMITIVE_CACHE_CAPACITY";
        if (Environment.GetEnvironmentVariable(Name) is not null)
            return;
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Name, KeptProducts);
        else
            _ = Libc.SetEnvironment(Name, KeptProducts, overwrite: 0);
    }
}
