using static TorchSharp.torch;

namespace Rote.Tensors.Native;

/// <summary>One argument of an operator. It is converted implicitly from the .NET types; <c>default</c> is None.</summary>
internal readonly struct AtenArg
{
    private AtenArg(AtenKind kind, object? reference, ulong bits = 0)
    {
        Kind = kind;
        Reference = reference;
        Bits = bits;
    }

    /// <summary>No value.</summary>
    public static AtenArg None => default;

    /// <summary>What it is.</summary>
    public AtenKind Kind { get; }

    /// <summary>The tensor, array or string; null for the rest.</summary>
    public object? Reference { get; }

    /// <summary>The number as the dispatcher carries it.</summary>
    public ulong Bits { get; }

    public static implicit operator AtenArg(Tensor? value) => value is null ? default : new(AtenKind.Tensor, value);

    public static implicit operator AtenArg(Tensor[] value) => new(AtenKind.TensorList, value);

    public static implicit operator AtenArg(long value) => new(AtenKind.Int, null, (ulong)value);

    public static implicit operator AtenArg(int value) => (long)value;

    public static implicit operator AtenArg(long? value) => value is { } given ? given : default(AtenArg);

    public static implicit operator AtenArg(double value) => new(AtenKind.Float, null, BitConverter.DoubleToUInt64Bits(value));

    public static implicit operator AtenArg(double? value) => value is { } given ? given : default(AtenArg);

    public static implicit operator AtenArg(bool value) => new(AtenKind.Bool, null, value ? 1UL : 0);

    public static implicit operator AtenArg(long[] value) => new(AtenKind.IntList, value);

    public static implicit operator AtenArg(double[] value) => new(AtenKind.FloatList, value);

    public static implicit operator AtenArg(string value) => new(AtenKind.Text, value);

    public static implicit operator AtenArg(ScalarType value) => new(AtenKind.ElementType, null, (ulong)value);

    /// <summary>As messages show it.</summary>
    /// <returns>Such as <c>Float32[2, 3]</c>.</returns>
    public override string ToString() => Kind switch
    {
        AtenKind.None => "None",
        AtenKind.Tensor => $"{((Tensor)Reference!).dtype}{((Tensor)Reference).Describe()}",
        AtenKind.TensorList => $"{((Tensor[])Reference!).Length} tensors",
        AtenKind.IntList => $"[{string.Join(", ", (long[])Reference!)}]",
        AtenKind.FloatList => $"[{string.Join(", ", (double[])Reference!)}]",
        AtenKind.Text => $"'{Reference}'",
        AtenKind.Bool => Bits == 1 ? "True" : "False",
        AtenKind.Float => BitConverter.UInt64BitsToDouble(Bits).ToString("R"),
        AtenKind.ElementType => ((ScalarType)Bits).ToString(),
        _ => ((long)Bits).ToString(),
    };
}
