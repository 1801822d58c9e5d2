#pragma warning disable
#nullable enable
using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Rote.Tensors.Native;

/// Lets TorchSharp's libLibTorchSharp.so load where libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04).
public static class NativeBoot
{
    static readonly Lock Gate = new();
    static bool _installed; static IntPtr _handle;
    public static string How { get; private set; } = "plain";      // for diagnostics

#pragma warning disable CA2255
    [ModuleInitializer]
    public static void Install()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        lock (Gate)
        {
            if (_installed) return; _installed = true;
            // raised only after the runtime's own probing failed; typeof() does not run torch's static constructor
            var asm = typeof(TorchSharp.torch).Assembly;
            AssemblyLoadContext.GetLoadContext(asm)!.ResolvingUnmanagedDll += Resolve;
        }
    }

    [SupportedOSPlatform("linux")]
    static IntPtr Resolve(Assembly asm, string name)
    {
        if (name is not "LibTorchSharp" || asm.GetName().Name != "TorchSharp") return IntPtr.Zero;
        lock (Gate)
        {
            if (_handle != IntPtr.Zero) return _handle;
            var dirs = SearchDirs(asm).ToArray();
            string? torch = Find(dirs, "libtorch.so"), shim = Find(dirs, "libLibTorchSharp.so");
            if (shim is null) return IntPtr.Zero;
            // libtorch.so pulls in libtorch_cpu/libc10/libgomp through its own $ORIGIN; afterwards DT_NEEDED matches by soname
            if (torch is not null) NativeLibrary.TryLoad(torch, out _);
            try { _handle = NativeLibrary.Load(shim); How = "original"; return _handle; }
            catch (DllNotFoundException e) when (e.Message.Contains("GLIBCXX_3.4.32")) { }
            byte[] image = ElfPatch.Apply(File.ReadAllBytes(shim));
            return _handle = LoadMemfd(image) is var h && h != IntPtr.Zero ? h : LoadCached(image);
        }
    }

    static IEnumerable<string> SearchDirs(Assembly asm)
    {
        foreach (var d in ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)) yield return d;
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native");
        if (asm.Location is { Length: > 0 } l)
        {
            yield return Path.GetDirectoryName(l)!;
            yield return Path.Combine(Path.GetDirectoryName(l)!, "runtimes/linux-x64/native");
        }
    }
    static string? Find(string[] dirs, string file) => dirs.Select(d => Path.Combine(d, file)).FirstOrDefault(File.Exists);

    [DllImport("libc", SetLastError = true)] static extern int memfd_create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);
    static IntPtr LoadMemfd(byte[] image)
    {
        if (Environment.GetEnvironmentVariable("BOOT_NO_MEMFD") == "1") return IntPtr.Zero;
        try
        {
            int fd = memfd_create("libLibTorchSharp.so", 1 /*MFD_CLOEXEC*/);
            if (fd < 0) return IntPtr.Zero;
            using var s = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(fd, true), FileAccess.Write);
            s.Write(image); s.Flush();
            var h = NativeLibrary.TryLoad($"/proc/self/fd/{fd}", out var r) ? r : IntPtr.Zero;   // mapping outlives the fd
            if (h != 0) How = "memfd";
            return h;
        }
        catch (EntryPointNotFoundException) { return IntPtr.Zero; }
    }

    [SupportedOSPlatform("linux")]
    static IntPtr LoadCached(byte[] image)
    {
        string file = $"libLibTorchSharp-{Convert.ToHexStringLower(SHA256.HashData(image))[..16]}.so";
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (string root in new[] { xdg, home.Length > 0 ? Path.Combine(home, ".cache") : null, Path.GetTempPath() }.OfType<string>())
        {
            try
            {
                string dir = Path.Combine(root, "rote", "native"), path = Path.Combine(dir, file);
                Directory.CreateDirectory(dir, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(image))
                {   // never trust a foreign file
                    string tmp = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
                    File.WriteAllBytes(tmp, image); File.Move(tmp, path, overwrite: true);            // rename(2): atomic
                }
                if (NativeLibrary.TryLoad(path, out var h)) { How = "cache " + path; return h; }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
        }
        return IntPtr.Zero;
    }
}

static class ElfPatch
{
    const string Version = "GLIBCXX_3.4.32", Bad = "_ZSt21ios_base_library_initv", Stand = "_ZNSt6chrono3_V212steady_clock3nowEv";
    public static byte[] Apply(byte[] d)
    {
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (!d.AsSpan(0, 6).SequenceEqual(magic)) throw new InvalidDataException("not a 64-bit little-endian ELF file");
        int shoff = (int)U64(d, 0x28), shentsize = U16(d, 0x3A), shnum = U16(d, 0x3C);
        (int off, int size, int link) Sec(uint type)
        {
            for (int i = 0; i < shnum; i++) { int o = shoff + i * shentsize; if (U32(d, o + 4) == type) return ((int)U64(d, o + 24), (int)U64(d, o + 32), (int)U32(d, o + 40)); }
            throw new InvalidDataException($"no section of type 0x{type:x}");
        }
        var dynsym = Sec(11); var versym = Sec(0x6fffffff); var verneed = Sec(0x6ffffffe);
        int str = (int)U64(d, shoff + dynsym.link * shentsize + 24);
        string Str(uint o) { int a = str + (int)o; return Encoding.ASCII.GetString(d, a, Array.IndexOf(d, (byte)0, a) - a); }
        int bad = -1, stand = -1, users = 0;
        for (int i = 0; i < dynsym.size / 24; i++)
        {
            string n = Str(U32(d, dynsym.off + i * 24)); if (n == Bad) bad = i; else if (n == Stand) stand = i;
        }
        ushort verIndex = 0; int flagsAt = -1;
        for (int o = verneed.off; ;)
        {
            int cnt = U16(d, o + 2), aux = o + (int)U32(d, o + 8);
            for (int k = 0; k < cnt; k++) { if (Str(U32(d, aux + 8)) == Version) { flagsAt = aux + 4; verIndex = U16(d, aux + 6); } aux += (int)U32(d, aux + 12); }
            uint next = U32(d, o + 12); if (next == 0) break; o += (int)next;
        }
        if (bad < 0 || stand < 0 || flagsAt < 0) throw new InvalidDataException("libLibTorchSharp.so is not as expected: it cannot be adapted");
        for (int i = 0; i < versym.size / 2; i++) if (U16(d, versym.off + 2 * i) == verIndex) users++;
        if (users != 1 || U16(d, versym.off + 2 * bad) != verIndex) throw new InvalidDataException($"more than one symbol needs {Version}");
        var r = (byte[])d.Clone();
        r[flagsAt] |= 2;                                                                             // VER_FLG_WEAK
        d.AsSpan(dynsym.off + stand * 24, 4).CopyTo(r.AsSpan(dynsym.off + bad * 24));                // st_name
        d.AsSpan(versym.off + 2 * stand, 2).CopyTo(r.AsSpan(versym.off + 2 * bad));
        return r;
    }
    static ushort U16(byte[] d, int o) => BinaryPrimitives.ReadUInt16LittleEndian(d.AsSpan(o));
    static uint U32(byte[] d, int o) => BinaryPrimitives.ReadUInt32LittleEndian(d.AsSpan(o));
    static ulong U64(byte[] d, int o) => BinaryPrimitives.ReadUInt64LittleEndian(d.AsSpan(o));
}
