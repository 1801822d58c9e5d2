#pragma warning disable
// Calls any aten operator on TorchSharp tensors through libtorch's stable C ABI (torch/csrc/stable/c/shim.h, libtorch 2.10).
// Written for this project; checked against TorchSharp 0.107.0 / libtorch-cpu 2.10.0 on linux-x64.
#nullable enable
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tensors.Native;

/// <summary>An operator, declared by its schema text: <c>new AtenOp("aten::mm(Tensor self, Tensor mat2) -> Tensor")</c>.</summary>
public sealed class AtenOp
{
    internal enum Kind : byte { Tensor, TensorList, Int, Float, Bool, IntList, FloatList, Str, Dtype, NoneOnly }
    internal readonly record struct Param(Kind Kind, bool Optional, string Text);
    internal readonly byte[] Name, Overload; internal readonly Param[] Params; internal readonly int Returns; internal readonly bool ReturnsList;
    public string Schema { get; }

    public AtenOp(string schema)
    {
        Schema = schema;
        int open = schema.IndexOf('('), arrow = schema.LastIndexOf(") ->", StringComparison.Ordinal);
        string full = schema[..open], name = full, overload = "";
        if (full.IndexOf('.') is var dot and > 0) { name = full[..dot]; overload = full[(dot + 1)..]; }
        Name = Encoding.UTF8.GetBytes(name + "\0"); Overload = Encoding.UTF8.GetBytes(overload + "\0");
        Params = Split(schema[(open + 1)..arrow]).Where(p => p != "*").Select(ParseParam).ToArray();
        string ret = schema[(arrow + 4)..].Trim();
        ReturnsList = ret.StartsWith("Tensor") && ret.EndsWith("[]");
        Returns = ret == "()" ? 0 : ret.StartsWith('(') ? Split(ret[1..^1]).Count() : 1;
    }
    static Param ParseParam(string p)
    {
        string t = System.Text.RegularExpressions.Regex.Replace(p, @"\([^)]*\)", "");             // Tensor(a!)[] self -> Tensor[] self
        t = t[..t.IndexOf(' ')];
        bool opt = t.EndsWith('?'); t = t.TrimEnd('?');
        Kind k = t switch
        {
            "Tensor" => Kind.Tensor,
            "Tensor[]" => Kind.TensorList,
            "int" or "SymInt" => Kind.Int,
            "float" => Kind.Float,
            "bool" => Kind.Bool,
            "str" => Kind.Str,
            "ScalarType" => Kind.Dtype,
            "float[]" => Kind.FloatList,
            _ when t.StartsWith("int[") || t.StartsWith("SymInt[") => Kind.IntList,
            "Layout" or "Device" or "MemoryFormat" or "Generator" when opt => Kind.NoneOnly,
            _ => throw new NotSupportedException($"libtorch 2.10's C ABI cannot pass '{t}' ({p})")
        };   // notably Scalar, Scalar[], Tensor?[]
        return new Param(k, opt, p);
    }
    static IEnumerable<string> Split(string s)
    {
        int depth = 0, from = 0;
        for (int i = 0; i <= s.Length; i++)
            if (i == s.Length || (s[i] == ',' && depth == 0)) { var x = s[from..i].Trim(); if (x.Length > 0) yield return x; from = i + 1; }
            else if (s[i] is '(' or '[') depth++; else if (s[i] is ')' or ']') depth--;
    }
    public override string ToString() => Schema[..Schema.IndexOf('(')];
}

/// <summary>One argument. Converts implicitly from the .NET types; <c>default</c> is None.</summary>
public readonly struct AtenArg
{
    internal readonly object? Ref; internal readonly ulong Bits; internal readonly char Tag;       // '\0' none, t, T, i, f, b, I, F, s, d
    AtenArg(object? r, ulong bits, char tag) { Ref = r; Bits = bits; Tag = tag; }
    public static implicit operator AtenArg(Tensor? t) => t is null ? default : new(t, 0, 't');
    public static implicit operator AtenArg(Tensor[] t) => new(t, 0, 'T');
    public static implicit operator AtenArg(long v) => new(null, (ulong)v, 'i');
    public static implicit operator AtenArg(int v) => new(null, (ulong)(long)v, 'i');
    public static implicit operator AtenArg(double v) => new(null, BitConverter.DoubleToUInt64Bits(v), 'f');
    public static implicit operator AtenArg(double? v) => v is { } x ? x : default(AtenArg);
    public static implicit operator AtenArg(long? v) => v is { } x ? x : default(AtenArg);
    public static implicit operator AtenArg(bool v) => new(null, v ? 1UL : 0, 'b');
    public static implicit operator AtenArg(long[] v) => new(v, 0, 'I');
    public static implicit operator AtenArg(double[] v) => new(v, 0, 'F');
    public static implicit operator AtenArg(string v) => new(v, 0, 's');
    public static implicit operator AtenArg(ScalarType v) => new(null, (ulong)(long)(int)v, 'd');
    public static AtenArg None => default;
}

public static unsafe class Aten
{
    static readonly IntPtr Lib = Open();
    static IntPtr Open() { InitializeDeviceType(DeviceType.CPU); return NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null); }
    static IntPtr X(string n) => NativeLibrary.GetExport(Lib, n);
    static readonly delegate* unmanaged<byte*, byte*, ulong*, ulong, int> _call = (delegate* unmanaged<byte*, byte*, ulong*, ulong, int>)X("torch_call_dispatcher");
    static readonly delegate* unmanaged<IntPtr, IntPtr*, int> _newHandle = (delegate* unmanaged<IntPtr, IntPtr*, int>)X("aoti_torch_new_tensor_handle");
    static readonly delegate* unmanaged<IntPtr, int> _delHandle = (delegate* unmanaged<IntPtr, int>)X("aoti_torch_delete_tensor_object");
    static readonly delegate* unmanaged<nuint, IntPtr*, int> _newList = (delegate* unmanaged<nuint, IntPtr*, int>)X("torch_new_list_reserve_size");
    static readonly delegate* unmanaged<IntPtr, ulong, int> _push = (delegate* unmanaged<IntPtr, ulong, int>)X("torch_list_push_back");
    static readonly delegate* unmanaged<IntPtr, nuint*, int> _listSize = (delegate* unmanaged<IntPtr, nuint*, int>)X("torch_list_size");
    static readonly delegate* unmanaged<IntPtr, nuint, ulong*, int> _listGet = (delegate* unmanaged<IntPtr, nuint, ulong*, int>)X("torch_list_get_item");
    static readonly delegate* unmanaged<IntPtr, int> _delList = (delegate* unmanaged<IntPtr, int>)X("torch_delete_list");
    static readonly delegate* unmanaged<byte*, nuint, IntPtr*, int> _newString = (delegate* unmanaged<byte*, nuint, IntPtr*, int>)X("torch_new_string_handle");
    static readonly ulong _abi = ((delegate* unmanaged<ulong>)X("aoti_torch_abi_version"))();

    /// <summary>Called with the failing operation to obtain libtorch's message (see NativeError); null: none.</summary>
    public static Func<Action, string?>? MessageOf;

    public static Tensor Call(AtenOp op, params ReadOnlySpan<AtenArg> args)
    {
        ulong* st = stackalloc ulong[Math.Max(op.Params.Length, op.Returns) + 1]; Invoke(op, args, st);
        return op.Returns == 1 && !op.ReturnsList ? Tensor.UnsafeCreateTensor((IntPtr)st[0]) : throw new InvalidOperationException($"{op} does not return one tensor");
    }
    public static void Run(AtenOp op, params ReadOnlySpan<AtenArg> args)       // operators that return nothing, or whose results are dropped
    {
        ulong* st = stackalloc ulong[Math.Max(op.Params.Length, op.Returns) + 1]; Invoke(op, args, st);
        for (int i = 0; i < op.Returns; i++) _delHandle((IntPtr)st[i]);
    }
    public static Tensor?[] CallMany(AtenOp op, params ReadOnlySpan<AtenArg> args)   // (Tensor, Tensor, ...) or Tensor[]
    {
        ulong* st = stackalloc ulong[Math.Max(op.Params.Length, op.Returns) + 1]; Invoke(op, args, st);
        if (!op.ReturnsList) { var r = new Tensor?[op.Returns]; for (int i = 0; i < r.Length; i++) r[i] = st[i] == 0 ? null : Tensor.UnsafeCreateTensor((IntPtr)st[i]); return r; }
        IntPtr l = (IntPtr)st[0]; nuint n; _listSize(l, &n); var ts = new Tensor?[n];
        for (nuint i = 0; i < n; i++) { ulong v; _listGet(l, i, &v); ts[i] = Tensor.UnsafeCreateTensor((IntPtr)v); }
        _delList(l); return ts;
    }

    static void Invoke(AtenOp op, ReadOnlySpan<AtenArg> args, ulong* st)
    {
        Check(op, args);                                    // everything that can throw happens before native memory is taken
        for (int i = 0; i < args.Length; i++) st[i] = Put(args[i], op.Params[i].Optional);
        int rc; fixed (byte* nm = op.Name, ov = op.Overload) rc = _call(nm, ov, st, _abi);
        for (int i = 0; i < args.Length; i++) GC.KeepAlive(args[i].Ref);
        if (rc == 0) return;
        string? why = null;
        if (MessageOf is { } f) { var copy = args.ToArray(); why = f(() => { ulong* s2 = stackalloc ulong[Math.Max(copy.Length, op.Returns) + 1]; for (int i = 0; i < copy.Length; i++) s2[i] = Put(copy[i], op.Params[i].Optional); fixed (byte* nm = op.Name, ov = op.Overload) _call(nm, ov, s2, _abi); }); }
        throw new ExternalException($"{op}({Describe(args)}): {why ?? "failed; libtorch's message is on stderr"}");
    }
    static void Check(AtenOp op, ReadOnlySpan<AtenArg> args)
    {
        if (args.Length != op.Params.Length) throw new ArgumentException($"{op} takes {op.Params.Length} arguments (defaults are not filled in), {args.Length} given: {op.Schema}");
        for (int i = 0; i < args.Length; i++)
        {
            var p = op.Params[i]; char t = args[i].Tag;
            bool ok = t == '\0' ? p.Optional : p.Kind switch
            {
                AtenOp.Kind.Tensor => t == 't',
                AtenOp.Kind.TensorList => t == 'T',
                AtenOp.Kind.Int => t == 'i',
                AtenOp.Kind.Float => t == 'f',
                AtenOp.Kind.Bool => t == 'b',
                AtenOp.Kind.IntList => t == 'I',
                AtenOp.Kind.FloatList => t == 'F',
                AtenOp.Kind.Str => t == 's',
                AtenOp.Kind.Dtype => t == 'd',
                _ => false
            };
            if (!ok) throw new ArgumentException($"{op}: argument {i} must be '{p.Text}'");
            if (args[i].Ref is Tensor x) _ = x.Handle;                                            // throws if disposed
            else if (args[i].Ref is Tensor[] xs) foreach (var y in xs) _ = y.Handle;
        }
    }
    static ulong New(Tensor t) { IntPtr p; _newHandle(t.Handle, &p); return (ulong)p; }           // a new reference: the callee frees it
    static ulong Put(in AtenArg a, bool optional)
    {
        ulong v = a.Bits; IntPtr h;
        switch (a.Tag)
        {
            case '\0': return 0;
            case 't': v = New((Tensor)a.Ref!); break;
            case 'T': { var xs = (Tensor[])a.Ref!; _newList((nuint)xs.Length, &h); foreach (var x in xs) _push(h, New(x)); v = (ulong)h; break; }
            case 'I': { var xs = (long[])a.Ref!; _newList((nuint)xs.Length, &h); foreach (var x in xs) _push(h, (ulong)x); v = (ulong)h; break; }
            case 'F': { var xs = (double[])a.Ref!; _newList((nuint)xs.Length, &h); foreach (var x in xs) _push(h, BitConverter.DoubleToUInt64Bits(x)); v = (ulong)h; break; }
            case 's': { var b = Encoding.UTF8.GetBytes((string)a.Ref!); fixed (byte* p = b) _newString(p, (nuint)b.Length, &h); v = (ulong)h; break; }
        }
        if (!optional) return v;
        var box = (ulong*)NativeMemory.Alloc(8); *box = v; return (ulong)box;                     // T? travels boxed; libtorch frees it with operator delete (= free)
    }
    static string Describe(ReadOnlySpan<AtenArg> args)
    {
        var sb = new StringBuilder();
        foreach (var a in args) { if (sb.Length > 0) sb.Append(", "); sb.Append(a.Tag switch { '\0' => "None", 't' => $"{((Tensor)a.Ref!).dtype}[{string.Join(",", ((Tensor)a.Ref!).shape)}]", 'T' => $"{((Tensor[])a.Ref!).Length} tensors", 'I' => $"[{string.Join(",", (long[])a.Ref!)}]", 's' => (string)a.Ref!, 'f' => BitConverter.UInt64BitsToDouble(a.Bits).ToString("R"), _ => ((long)a.Bits).ToString() }); }
        return sb.ToString();
    }
}
