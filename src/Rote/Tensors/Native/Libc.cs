using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rote.Tensors.Native;

/// <summary>The few functions of the C library that .NET does not offer.</summary>
internal static partial class Libc
{
    /// <summary>mallopt's M_MMAP_THRESHOLD: blocks of this size and larger are mapped one by one.</summary>
    public const int MmapThreshold = -3;

    /// <summary>mallopt's M_TRIM_THRESHOLD: this much free memory at the top is given back.</summary>
    public const int TrimThreshold = -1;

    private const uint CloseOnExec = 1;

    [LibraryImport("libc", EntryPoint = "mallopt")]
    public static partial int MallOpt(int parameter, int value);

    /// <summary>Sets a variable where native code sees it; .NET's own call does not reach so far.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="overwrite">0 leaves one that is there.</param>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "dup")]
    public static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    public static partial int Redirect(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>A file that lives in memory only.</summary>
    /// <param name="name">What /proc shows.</param>
    /// <returns>Its handle, or null where the system refuses.</returns>
    public static SafeFileHandle? MemoryFile(string name)
    {
        try
        {
            int descriptor = MemfdCreate(name, CloseOnExec);
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
        catch (EntryPointNotFoundException)
        {
            return null; // glibc before 2.27
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreate(string name, uint flags);
}
