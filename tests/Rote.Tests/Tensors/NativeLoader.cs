using System.Runtime.Versioning;
using Rote.Tensors.Native;
using Rote.Tests.Architecture;

namespace Rote.Tests.Tensors;

public sealed class NativeLoader : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rote-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Says_how_it_was_loaded()
    {
        var info = NativeLibraryInfo.Load();
        Assert.Matches("^(original|adapted in memory|adapted, cached at .+)$", info.Loading);
        Assert.Equal(LibtorchPackage.KernelsFile, Path.GetFileName(info.LibtorchPath));
        Assert.True(File.Exists(info.LibtorchPath));
    }

    [Fact]
    public void Missing_package_is_named()
    {
        Assert.Equal(
            "libtorch was not found: the program references no native package. Add the one of its platform beside Rote: dotnet add package libtorch-cpu-linux-x64 --version 2.10.0",
            LibtorchPackage.MissingOn("linux-x64"));
        Assert.Equal(
            "libtorch was not found, and there is no native package for linux-arm64: run on one of linux-x64, win-x64, win-arm64, osx-arm64.",
            LibtorchPackage.MissingOn("linux-arm64"));
    }

    [Fact]
    public void Named_version_is_the_one_that_is_built_with()
    {
        string packages = File.ReadAllText(Path.Combine(Sources.Root, "Directory.Packages.props"));
        Assert.Contains($"Include=\"libtorch-cpu-linux-x64\" Version=\"{LibtorchPackage.Version}\"", packages);
    }

    [Fact]
    public void Freed_memory_is_kept_where_the_C_library_is_glibc() =>
        Assert.Equal(OperatingSystem.IsLinux() && File.Exists("/lib64/ld-linux-x86-64.so.2"), NativeBoot.KeepFreedMemory());

    [Fact]
    public void Adapted_binding_differs_in_a_few_bytes_only()
    {
        Assert.SkipUnless(LibtorchPackage.Platform == "linux-x64", "the binding of linux-x64 is adapted");
        byte[] original = Binding(), adapted = BindingPatch.Apply(original);
        Assert.Equal(original.Length, adapted.Length);
        Assert.InRange(original.Zip(adapted).Count(pair => pair.First != pair.Second), 1, 7);
        var image = new ElfImage(adapted);
        Assert.Equal(-1, image.FindSymbol("_ZSt21ios_base_library_initv"));
    }

    [Fact]
    public void Other_files_are_refused()
    {
        Assert.Equal("Not a 64-bit little-endian ELF file.", Assert.Throws<InvalidDataException>(() => BindingPatch.Apply("MZ plain"u8.ToArray())).Message);
        Assert.SkipUnless(LibtorchPackage.Platform == "linux-x64", "the binding of linux-x64 is adapted");
        byte[] original = Binding();
        Assert.Equal("The ELF file is cut short.", Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(original[..1000])).Message);
        Assert.Equal(
            "TorchSharp's binding needs GLIBCXX_3.4.32 in another way than expected and cannot be adapted: update libstdc++ to GCC 13's.",
            Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(BindingPatch.Apply(original))).Message);
    }

    [Fact]
    public void Damaged_files_are_refused_not_read_beyond()
    {
        Assert.SkipUnless(LibtorchPackage.Platform == "linux-x64", "the binding of linux-x64 is adapted");
        byte[] original = Binding();
        var random = new Random(7);
        for (int trial = 0; trial < 200; trial++)
        {
            byte[] damaged = original[..random.Next(64, 4096)];
            for (int i = 0; i < 8; i++)
                damaged[random.Next(6, 64)] = (byte)random.Next(256);
            Assert.Throws<InvalidDataException>(() => BindingPatch.Apply(damaged));
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Cache_is_private_and_repairs_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the cache is used on Linux only");
        byte[] image = [1, 2, 3, 5, 7];
        string path = AdaptedBinding.Store(image, _folder);
        Assert.Equal(Path.Combine(_folder, "rote", "native"), Path.GetDirectoryName(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        File.WriteAllBytes(path, [9]);
        Assert.Equal(path, AdaptedBinding.Store(image, _folder));
        Assert.Equal(image, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Cache_that_others_can_write_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the cache is used on Linux only");
        string open = Path.Combine(_folder, "rote");
        Directory.CreateDirectory(open);
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);
        var wrong = Assert.Throws<DllNotFoundException>(() => AdaptedBinding.Store([1, 2, 3], _folder));
        Assert.Equal(
            $"it must be adapted to this system's libstdc++, and '{open}', where the adapted file would be kept, can be written by others: chmod go-w it, or set XDG_CACHE_HOME to a folder of yours.",
            wrong.Message);
        Assert.Empty(Directory.GetFiles(_folder, "*.so", SearchOption.AllDirectories));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Cache_that_cannot_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the cache is used on Linux only");
        string file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");
        var wrong = Assert.Throws<DllNotFoundException>(() => AdaptedBinding.Store([1, 2, 3], file));
        Assert.StartsWith($"it must be adapted to this system's libstdc++, and '{Path.Combine(file, "rote", "native")}', where the adapted file would be kept, cannot be written: ", wrong.Message);
        Assert.EndsWith(" Make it writable, or set XDG_CACHE_HOME to a folder of yours.", wrong.Message);
    }

    private static byte[] Binding() => File.ReadAllBytes(LibtorchFolders.Find(LibtorchPackage.BindingFile)!);
}
