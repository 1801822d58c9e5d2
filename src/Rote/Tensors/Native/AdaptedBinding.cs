using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Rote.Tensors.Native;

/// <summary>Loads an adapted binding from memory, or from a cache that only the user can write.</summary>
internal static class AdaptedBinding
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // the loader's message begins "… does not load: "
    private const string Why = "it must be adapted to this system's libstdc++";
    private const string Remedy = "set XDG_CACHE_HOME to a folder of yours.";

    /// <summary>Loads an image.</summary>
    /// <param name="image">The whole file.</param>
    /// <returns>The library and how it was loaded.</returns>
    /// <exception cref="DllNotFoundException">Neither way is open; the message says why.</exception>
    [SupportedOSPlatform("linux")]
    public static (IntPtr Handle, string Loading) Load(byte[] image)
    {
        if (Environment.GetEnvironmentVariable("ROTE_NO_MEMFD") != "1" && LoadFromMemory(image) is var handle && handle != IntPtr.Zero)
            return (handle, "adapted in memory");
        string path = Store(image, CacheRoot());
        return (NativeLibrary.Load(path), $"adapted, cached at {path}");
    }

    /// <summary>Writes an image into the cache, unless the same bytes are there already.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="root">The user's cache folder.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="DllNotFoundException">The folder cannot be written, or others can write it too.</exception>
    [SupportedOSPlatform("linux")]
    public static string Store(byte[] image, string root)
    {
        string own = Path.Combine(root, "rote"), folder = Path.Combine(own, "native");
        string path = Path.Combine(folder, $"libLibTorchSharp-{Convert.ToHexStringLower(SHA256.HashData(image))[..16]}.so");
        try
        {
            Directory.CreateDirectory(own, Private);
            Directory.CreateDirectory(folder, Private);
            // Whoever may write one of these folders could exchange the file between our look at it and its loading.
            foreach (string level in new[] { root, own, folder })
            {
                if ((File.GetUnixFileMode(level) & WritableByOthers) != 0)
                    throw new DllNotFoundException($"{Why}, and '{level}', where the adapted file would be kept, can be written by others: chmod go-w it, or {Remedy}");
            }
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(image))
            {
                string beside = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
                File.WriteAllBytes(beside, image);
                File.Move(beside, path, overwrite: true); // several processes may start at once: each sees no file or a whole one
            }
            return path;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new DllNotFoundException($"{Why}, and '{folder}', where the adapted file would be kept, cannot be written: {wrong.Message} Make it writable, or {Remedy}", wrong);
        }
    }

    private static IntPtr LoadFromMemory(byte[] image)
    {
        using var file = Libc.MemoryFile(LibtorchPackage.BindingFile);
        if (file is null)
            return IntPtr.Zero;
        RandomAccess.Write(file, image, 0);
        try
        {
            return NativeLibrary.Load($"/proc/self/fd/{file.DangerousGetHandle()}"); // the mapping outlives the descriptor
        }
        catch (DllNotFoundException wrong) when (!wrong.Message.Contains("undefined symbol", StringComparison.Ordinal))
        {
            return IntPtr.Zero; // systems may forbid to run what lies in memory files
        }
    }

    // No fallback to the temporary folder: everybody can write there.
    private static string CacheRoot()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named))
            return named;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0
            ? Path.Combine(home, ".cache")
            : throw new DllNotFoundException($"{Why}, and there is no home folder to keep the adapted file in: {Remedy}");
    }
}
