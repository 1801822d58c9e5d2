using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Rote.Tensors.Native;

/// <summary>Answers the runtime when it cannot find TorchSharp's binding by itself.</summary>
internal static class LibtorchLoader
{
    private const string Binding = "LibTorchSharp";

    // The one symbol version that libstdc++ before GCC 13's lacks.
    private const string NewestVersion = "GLIBCXX_3.4.32";

    private static readonly Lock Gate = new();
    private static IntPtr _handle;
    private static string? _failure;

    /// <summary>"original", "adapted in memory", or "adapted, cached at …".</summary>
    public static string Loading { get; private set; } = "original";

    /// <summary>Loads everything if that has not happened.</summary>
    /// <exception cref="DllNotFoundException">There is no native package, or it does not load; the message says what to do.</exception>
    public static void Require()
    {
        try
        {
            _ = torch.get_num_threads(); // the cheapest call that needs the binding
        }
        catch (TypeInitializationException wrapped) when (wrapped.InnerException is DllNotFoundException reason)
        {
            throw new DllNotFoundException(reason.Message); // alone: the wrapping says nothing more
        }
    }

    /// <summary>Where the kernels were loaded from.</summary>
    /// <returns>The path, or null when the system does not tell.</returns>
    public static string? LoadedPath()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(path => Path.GetFileName(path) == LibtorchPackage.KernelsFile) ?? LibtorchFolders.Find(LibtorchPackage.KernelsFile);
    }

    /// <summary>The handler of <c>ResolvingUnmanagedDll</c>.</summary>
    /// <param name="assembly">Who asks.</param>
    /// <param name="name">For what.</param>
    /// <returns>A handle, or zero to leave it to others.</returns>
    /// <exception cref="DllNotFoundException">The binding is called and cannot be loaded.</exception>
    public static IntPtr Resolve(Assembly assembly, string name)
    {
        if (name != Binding || assembly != typeof(torch).Assembly)
            return IntPtr.Zero;
        lock (Gate)
        {
            if (_handle == IntPtr.Zero && _failure is null)
            {
                try
                {
                    _handle = Load();
                }
                catch (Exception wrong) when (wrong is DllNotFoundException or IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    _failure = wrong.Message;
                }
            }
            if (_failure is null)
                return _handle;
            // TorchSharp swallows whatever its own loader meets here, then copies 478 MB and prints a long trace. Any handle keeps it from
            // that; the first call into the binding comes back here and gets the reason.
            return IsTorchSharpProbing() ? NativeLibrary.GetMainProgramHandle() : throw new DllNotFoundException(_failure);
        }
    }

    // NativeLibrary.TryLoad is what TorchSharp's loader calls; a call into the binding comes from the runtime without it.
    private static bool IsTorchSharpProbing() => new StackTrace().GetFrames().Select(DiagnosticMethodInfo.Create)
        .Any(method => method?.DeclaringTypeName == typeof(NativeLibrary).FullName || method?.Name == "TryLoadNativeLibraryByName");

    private static IntPtr Load()
    {
        string? kernels = LibtorchFolders.Find(LibtorchPackage.KernelsFile), binding = LibtorchFolders.Find(LibtorchPackage.BindingFile);
        try
        {
            return binding is not null
                ? Load(binding)
                : throw new DllNotFoundException(
                    $"it is in none of {string.Join(", ", LibtorchFolders.All().Distinct())}. Publish for a runtime, such as -r {LibtorchPackage.Platform}.");
        }
        catch (DllNotFoundException) when (kernels is null)
        {
            // The system's own libtorch, of another version, may have been found instead: what it lacks would mislead.
            throw new DllNotFoundException(LibtorchPackage.MissingOn(LibtorchPackage.Platform));
        }
        catch (DllNotFoundException wrong)
        {
            throw new DllNotFoundException($"TorchSharp's {LibtorchPackage.BindingFile} does not load: {wrong.Message}");
        }
    }

    private static IntPtr Load(string binding)
    {
        // libtorch.so brings in the others from its own folder; afterwards the binding finds them by name, wherever it lies itself.
        if (OperatingSystem.IsLinux() && LibtorchFolders.Find("libtorch.so") is { } libtorch)
            NativeLibrary.TryLoad(libtorch, out _);
        try
        {
            return NativeLibrary.Load(binding);
        }
        catch (DllNotFoundException wrong) when (OperatingSystem.IsLinux() && wrong.Message.Contains(NewestVersion, StringComparison.Ordinal))
        {
            var (handle, loading) = AdaptedBinding.Load(BindingPatch.Apply(File.ReadAllBytes(binding)));
            Loading = loading;
            return handle;
        }
    }
}
