using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tensors.Native;

/// <summary>The functions of libtorch's stable C interface (torch/csrc/stable/c/shim.h and torch/csrc/inductor/aoti_torch/c/shim.h, libtorch 2.10).</summary>
internal sealed unsafe class AtenLibrary
{
    private static AtenLibrary? _shared;

    private readonly delegate* unmanaged<byte*, byte*, ulong*, ulong, int> _call;
    private readonly delegate* unmanaged<IntPtr, IntPtr*, int> _newHandle;
    private readonly delegate* unmanaged<IntPtr, int> _deleteHandle;
    private readonly delegate* unmanaged<nuint, IntPtr*, int> _newList;
    private readonly delegate* unmanaged<IntPtr, ulong, int> _push;
    private readonly delegate* unmanaged<IntPtr, nuint*, int> _listSize;
    private readonly delegate* unmanaged<IntPtr, nuint, ulong*, int> _listItem;
    private readonly delegate* unmanaged<IntPtr, int> _deleteList;
    private readonly delegate* unmanaged<byte*, nuint, IntPtr*, int> _newString;
    private readonly ulong _version;

    private AtenLibrary()
    {
        LibtorchLoader.Require();
        var library = NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null);
        IntPtr Export(string name) => NativeLibrary.GetExport(library, name);
        _call = (delegate* unmanaged<byte*, byte*, ulong*, ulong, int>)Export("torch_call_dispatcher");
        _newHandle = (delegate* unmanaged<IntPtr, IntPtr*, int>)Export("aoti_torch_new_tensor_handle");
        _deleteHandle = (delegate* unmanaged<IntPtr, int>)Export("aoti_torch_delete_tensor_object");
        _newList = (delegate* unmanaged<nuint, IntPtr*, int>)Export("torch_new_list_reserve_size");
        _push = (delegate* unmanaged<IntPtr, ulong, int>)Export("torch_list_push_back");
        _listSize = (delegate* unmanaged<IntPtr, nuint*, int>)Export("torch_list_size");
        _listItem = (delegate* unmanaged<IntPtr, nuint, ulong*, int>)Export("torch_list_get_item");
        _deleteList = (delegate* unmanaged<IntPtr, int>)Export("torch_delete_list");
        _newString = (delegate* unmanaged<byte*, nuint, IntPtr*, int>)Export("torch_new_string_handle");
        _version = ((delegate* unmanaged<ulong>)Export("aoti_torch_abi_version"))();
        Errors = NativeError.Find();
    }

    /// <summary>The library, loaded by its first use.</summary>
    /// <exception cref="DllNotFoundException">There is no native package; the message says which to add.</exception>
    /// <remarks>Not a static field of its own type: the exception would come wrapped as a failed type initializer. Two threads at once make two equal ones.</remarks>
    public static AtenLibrary Shared => _shared ??= new AtenLibrary();

    /// <summary>Where messages of failed calls come from.</summary>
    public NativeError? Errors { get; }

    /// <summary>Calls an operator.</summary>
    /// <param name="op">Which.</param>
    /// <param name="args">Checked arguments.</param>
    /// <param name="stack">Receives the results, owned by the caller; <see cref="AtenOp.Slots"/> slots.</param>
    /// <returns>False when the operator failed; nothing is owned then.</returns>
    public bool TryCall(AtenOp op, ReadOnlySpan<AtenArg> args, ulong* stack)
    {
        for (int i = 0; i < args.Length; i++)
            stack[i] = ToNative(args[i], op.Parameters[i].Optional);
        int failed;
        fixed (byte* name = op.Name, overload = op.Overload)
            failed = _call(name, overload, stack, _version);
        for (int i = 0; i < args.Length; i++)
            GC.KeepAlive(args[i].Reference);
        return failed == 0;
    }

    /// <summary>Takes over a list of tensors.</summary>
    /// <param name="result">What an operator returned.</param>
    /// <returns>Its tensors, owned by the caller.</returns>
    public Tensor[] TakeList(ulong result)
    {
        var list = (IntPtr)result;
        nuint count;
        _ = _listSize(list, &count);
        var tensors = new Tensor[count];
        for (nuint i = 0; i < count; i++)
        {
            ulong item;
            _ = _listItem(list, i, &item);
            tensors[i] = Tensor.UnsafeCreateTensor((IntPtr)item);
        }
        _ = _deleteList(list);
        return tensors;
    }

    /// <summary>Frees results that nobody wants.</summary>
    /// <param name="op">What was called.</param>
    /// <param name="stack">Its results.</param>
    public void Release(AtenOp op, ulong* stack)
    {
        if (op.ReturnsList)
        {
            foreach (var tensor in TakeList(stack[0]))
                tensor.Dispose();
            return;
        }
        for (int i = 0; i < op.Returns; i++)
        {
            if (stack[i] != 0)
                _ = _deleteHandle((IntPtr)stack[i]);
        }
    }

    private ulong ToNative(in AtenArg arg, bool optional)
    {
        if (arg.Kind == AtenKind.None)
            return 0;
        ulong value = arg.Kind switch
        {
            AtenKind.Tensor => NewHandle((Tensor)arg.Reference!),
            AtenKind.TensorList => NewList((Tensor[])arg.Reference!, NewHandle),
            AtenKind.IntList => NewList((long[])arg.Reference!, item => (ulong)item),
            AtenKind.FloatList => NewList((double[])arg.Reference!, BitConverter.DoubleToUInt64Bits),
            AtenKind.Text => NewString((string)arg.Reference!),
            _ => arg.Bits,
        };
        if (!optional)
            return value;
        // An optional value travels in a cell that libtorch frees with operator delete, which is free.
        var cell = (ulong*)NativeMemory.Alloc(sizeof(ulong));
        *cell = value;
        return (ulong)cell;
    }

    // a reference of its own, which the operator frees
    private ulong NewHandle(Tensor tensor)
    {
        IntPtr handle;
        _ = _newHandle(tensor.Handle, &handle);
        return (ulong)handle;
    }

    private ulong NewList<T>(T[] items, Func<T, ulong> toNative)
    {
        IntPtr list;
        _ = _newList((nuint)items.Length, &list);
        foreach (var item in items)
            _ = _push(list, toNative(item));
        return (ulong)list;
    }

    private ulong NewString(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        IntPtr handle;
        fixed (byte* start = bytes)
            _ = _newString(start, (nuint)bytes.Length, &handle);
        return (ulong)handle;
    }
}
