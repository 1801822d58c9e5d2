namespace Rote.Tensors.Native;

/// <summary>What libtorch's stable C dispatcher can carry.</summary>
internal enum AtenKind
{
    /// <summary>No value: of an argument, None; of a parameter, a type that only None can stand for (Layout, Device, Generator).</summary>
    None,

    /// <summary>A tensor.</summary>
    Tensor,

    /// <summary>A list of tensors.</summary>
    TensorList,

    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A float64.</summary>
    Float,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A list of 64-bit integers.</summary>
    IntList,

    /// <summary>A list of float64.</summary>
    FloatList,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An element type.</summary>
    ElementType,
}
