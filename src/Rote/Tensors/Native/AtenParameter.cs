using System.Text.RegularExpressions;

namespace Rote.Tensors.Native;

/// <summary>A parameter of an operator.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Optional">True when None is allowed.</param>
/// <param name="Declaration">Its text in the schema, for messages.</param>
internal sealed partial record AtenParameter(AtenKind Kind, bool Optional, string Declaration)
{
    /// <summary>Reads a parameter.</summary>
    /// <param name="declaration">Such as <c>Tensor(a!)[] self</c> or <c>float? scale=None</c>.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="NotSupportedException">The dispatcher cannot carry the type; notably Scalar, Scalar[], Tensor?[].</exception>
    public static AtenParameter Parse(string declaration)
    {
        string type = Aliasing().Replace(declaration, "").Split(' ')[0];
        bool optional = type.EndsWith('?');
        string bare = type.TrimEnd('?');
        AtenKind? kind = bare switch
        {
            "Tensor" => AtenKind.Tensor,
            "Tensor[]" => AtenKind.TensorList,
            "int" or "SymInt" => AtenKind.Int,
            "float" => AtenKind.Float,
            "bool" => AtenKind.Bool,
            "str" => AtenKind.Text,
            "ScalarType" => AtenKind.ElementType,
            "float[]" => AtenKind.FloatList,
            _ when bare.StartsWith("int[", StringComparison.Ordinal) || bare.StartsWith("SymInt[", StringComparison.Ordinal) => AtenKind.IntList,
            "Layout" or "Device" or "MemoryFormat" or "Generator" when optional => AtenKind.None,
            _ => null,
        };
        return new AtenParameter(
            kind ?? throw new NotSupportedException($"libtorch {LibtorchPackage.Version}'s C dispatcher cannot carry '{type}' ('{declaration}')."), optional, declaration);
    }

    // (a!) and (a -> *) say what is written in place; the dispatcher need not know
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Aliasing();
}
