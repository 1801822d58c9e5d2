using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rote.Tensors.Native;

/// <summary>Calls operators of libtorch that TorchSharp does not bind, or binds without an argument. Autograd records them, and no_grad holds for them.</summary>
/// <remarks>
/// A wrong number or kind of arguments would be undefined behaviour in native code: both are checked against the operator's schema first.
/// </remarks>
internal static unsafe class Aten
{
    /// <summary>Calls an operator that returns one tensor.</summary>
    /// <param name="op">Which.</param>
    /// <param name="args">All arguments in the schema's order; defaults are not filled in.</param>
    /// <returns>The result, registered in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">Number or kind of the arguments do not fit, or the operator does not return one tensor.</exception>
    /// <exception cref="ExternalException">libtorch refused; the message holds its text.</exception>
    public static Tensor Call(AtenOp op, params ReadOnlySpan<AtenArg> args)
    {
        if (op.Returns != 1 || op.ReturnsList)
            throw new ArgumentException($"{op} does not return one tensor: use CallMany or Run. Its schema is {op.Schema}");
        ulong* stack = stackalloc ulong[op.Slots];
        Invoke(op, args, stack);
        return Tensor.UnsafeCreateTensor((IntPtr)stack[0]);
    }

    /// <summary>Calls an operator that returns several tensors or a list of them.</summary>
    /// <param name="op">Which.</param>
    /// <param name="args">All arguments in the schema's order; defaults are not filled in.</param>
    /// <returns>The results, registered in the current dispose scope; null where there is none.</returns>
    /// <exception cref="ArgumentException">Number or kind of the arguments do not fit.</exception>
    /// <exception cref="ExternalException">libtorch refused; the message holds its text.</exception>
    public static Tensor?[] CallMany(AtenOp op, params ReadOnlySpan<AtenArg> args)
    {
        ulong* stack = stackalloc ulong[op.Slots];
        var library = Invoke(op, args, stack);
        if (op.ReturnsList)
            return library.TakeList(stack[0]);
        var results = new Tensor?[op.Returns];
        for (int i = 0; i < results.Length; i++)
            results[i] = stack[i] == 0 ? null : Tensor.UnsafeCreateTensor((IntPtr)stack[i]);
        return results;
    }

    /// <summary>Calls an operator for what it does in place; results are dropped.</summary>
    /// <param name="op">Which.</param>
    /// <param name="args">All arguments in the schema's order; defaults are not filled in.</param>
    /// <exception cref="ArgumentException">Number or kind of the arguments do not fit.</exception>
    /// <exception cref="ExternalException">libtorch refused; the message holds its text.</exception>
    public static void Run(AtenOp op, params ReadOnlySpan<AtenArg> args)
    {
        ulong* stack = stackalloc ulong[op.Slots];
        Invoke(op, args, stack).Release(op, stack);
    }

    private static AtenLibrary Invoke(AtenOp op, ReadOnlySpan<AtenArg> args, ulong* stack)
    {
        Check(op, args); // whatever can throw does so before native memory is taken
        var library = AtenLibrary.Shared;
        return library.TryCall(op, args, stack) ? library : throw Failure(library, op, args);
    }

    private static ExternalException Failure(AtenLibrary library, AtenOp op, ReadOnlySpan<AtenArg> args)
    {
        var again = args.ToArray();
        string? reason = library.Errors?.ReasonOf(() =>
        {
            ulong* stack = stackalloc ulong[op.Slots];
            if (!library.TryCall(op, again, stack))
                return true;
            library.Release(op, stack);
            return false;
        });
#pragma warning disable CA2201 // TorchSharp throws this type for the same failures: one catch serves both.
        return new ExternalException($"{op}({string.Join(", ", again)}): {reason ?? "failed, and libtorch's reason could not be read."}");
#pragma warning restore CA2201
    }

    private static void Check(AtenOp op, ReadOnlySpan<AtenArg> args)
    {
        if (args.Length != op.Parameters.Count)
            throw new ArgumentException($"{op} takes {op.Parameters.Count} arguments, defaults are not filled in; got {args.Length}. Its schema is {op.Schema}");
        for (int i = 0; i < args.Length; i++)
        {
            var parameter = op.Parameters[i];
            if (args[i].Kind == AtenKind.None ? !parameter.Optional : args[i].Kind != parameter.Kind)
                throw new ArgumentException($"{op}: argument {i} must be '{parameter.Declaration}'; got {args[i]}.");
            // Reading the handle throws if the tensor was disposed.
            if (args[i].Reference is Tensor tensor)
                _ = tensor.Handle;
            else if (args[i].Reference is Tensor[] tensors)
                Array.ForEach(tensors, item => _ = item.Handle);
        }
    }
}
