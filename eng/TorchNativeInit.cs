using System.Runtime.CompilerServices;
using Rote.Tensors.Native;

/// <summary>Linked into every program that runs tensors: the loader must be in place before TorchSharp is first touched.</summary>
internal static class TorchNativeInit
{
#pragma warning disable CA2255 // A module initializer is exactly what is needed in a program.
    [ModuleInitializer]
    internal static void Run() => NativeBoot.Install();
#pragma warning restore CA2255
}
