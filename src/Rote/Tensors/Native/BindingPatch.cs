namespace Rote.Tensors.Native;

/// <summary>Makes TorchSharp's binding load where libstdc++ is older than GCC 13's.</summary>
/// <remarks>
/// GCC 13's iostream header refers to one symbol that older libraries lack and that nothing ever calls: it only pulls in an initialiser, which
/// older libraries run by other means. The reference is turned to another function of libstdc++ that the binding needs anyway, and the
/// demand for the version, now without users, is made weak. At most seven bytes change; a file that is not exactly as expected is refused.
/// </remarks>
internal static class BindingPatch
{
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string NewSymbol = "_ZSt21ios_base_library_initv";
    private const string StandIn = "_ZNSt6chrono3_V212steady_clock3nowEv";
    private const byte Weak = 2; // VER_FLG_WEAK

    /// <summary>The adapted file.</summary>
    /// <param name="original">The whole binding.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="InvalidDataException">The file is not as expected; it is not touched.</exception>
    public static byte[] Apply(byte[] original)
    {
        var image = new ElfImage(original);
        int missing = image.FindSymbol(NewSymbol), standIn = image.FindSymbol(StandIn);
        var (flagsPlace, version) = image.FindNeededVersion(NewVersion);
        if (missing < 0 || standIn < 0 || flagsPlace < 0)
            throw new InvalidDataException($"TorchSharp's binding needs {NewVersion} in another way than expected and cannot be adapted: update libstdc++ to GCC 13's.");
        int users = Enumerable.Range(0, image.SymbolCount).Count(symbol => image.VersionOf(symbol) == version);
        if (users != 1 || image.VersionOf(missing) != version)
            throw new InvalidDataException($"{users} symbols of TorchSharp's binding need {NewVersion}, and only one can be replaced: update libstdc++ to GCC 13's.");
        byte[] adapted = [.. original];
        adapted[flagsPlace] |= Weak;
        original.AsSpan(image.NamePlace(standIn), 4).CopyTo(adapted.AsSpan(image.NamePlace(missing)));
        original.AsSpan(image.VersionPlace(standIn), 2).CopyTo(adapted.AsSpan(image.VersionPlace(missing)));
        return adapted;
    }
}
