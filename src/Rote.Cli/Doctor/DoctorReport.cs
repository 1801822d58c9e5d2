namespace Rote.Cli.Doctor;

/// <summary>What <c>rote doctor</c> found.</summary>
internal sealed record DoctorReport
{
    /// <summary>True when the self-test passed.</summary>
    public bool Healthy => SelfTest is { Passed: true };

    /// <summary>.NET and the operating system.</summary>
    public required PlatformFacts Platform { get; init; }

    /// <summary>The native library.</summary>
    public required NativeFacts Native { get; init; }

    /// <summary>Threads; null where the native library is missing.</summary>
    public required ThreadFacts? Threads { get; init; }

    /// <summary>Instruction sets that speed tensors up, on this kind of processor.</summary>
    public required IReadOnlyList<InstructionSet> InstructionSets { get; init; }

    /// <summary>Devices that tensors can live on.</summary>
    public required IReadOnlyList<DeviceFacts> Devices { get; init; }

    /// <summary>Memory and disk, in bytes.</summary>
    public required RoomFacts Room { get; init; }

    /// <summary>The self-test; null where the native library is missing.</summary>
    public required SelfTest? SelfTest { get; init; }

    /// <summary>What to install or change; empty when nothing.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>.NET and the operating system.</summary>
    internal sealed record PlatformFacts(string Dotnet, string System, string Architecture, string Processor);

    /// <summary>The native library: where it lies, how it was loaded, and libtorch's version; or why it cannot be loaded.</summary>
    internal sealed record NativeFacts(bool Loaded, string? Path, string? How, string? LibtorchVersion, string? Reason);

    /// <summary>Cores, and the threads that libtorch uses inside an operation and between operations.</summary>
    internal sealed record ThreadFacts(int Cores, int IntraOp, int InterOp, string? OmpNumThreads);

    /// <summary>An instruction set: whether the processor has it and whether .NET may use it; null where that is not known.</summary>
    internal sealed record InstructionSet(string Name, bool? Processor, bool? Dotnet);

    /// <summary>A device, and why it is not available.</summary>
    internal sealed record DeviceFacts(string Name, bool Available, string? Reason);

    /// <summary>Memory and disk, in bytes.</summary>
    internal sealed record RoomFacts(long MemoryLimit, long MemoryFree, string Folder, long FolderFree, string Temporary, long TemporaryFree);
}
