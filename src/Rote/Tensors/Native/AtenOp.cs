using System.Text;

namespace Rote.Tensors.Native;

/// <summary>An operator of libtorch, declared by its schema text: <c>new AtenOp("aten::mm(Tensor self, Tensor mat2) -> Tensor")</c>.</summary>
internal sealed class AtenOp
{
    private readonly string _name;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">As libtorch has it, defaults included.</param>
    /// <exception cref="NotSupportedException">The dispatcher cannot carry one of the types.</exception>
    public AtenOp(string schema)
    {
        Schema = schema;
        int open = schema.IndexOf('(', StringComparison.Ordinal), arrow = schema.LastIndexOf(") ->", StringComparison.Ordinal);
        _name = schema[..open];
        string[] names = [.. _name.Split('.', 2), ""];
        Name = Encoding.UTF8.GetBytes(names[0] + '\0');
        Overload = Encoding.UTF8.GetBytes(names[1] + '\0');
        Parameters = [.. Split(schema[(open + 1)..arrow]).Where(part => part != "*").Select(AtenParameter.Parse)];
        string result = schema[(arrow + 4)..].Trim();
        ReturnsList = result.StartsWith("Tensor", StringComparison.Ordinal) && result.EndsWith("[]", StringComparison.Ordinal);
        Returns = result == "()" ? 0 : result.StartsWith('(') ? Split(result[1..^1]).Count() : 1;
    }

    /// <summary>The text that it was declared by.</summary>
    public string Schema { get; }

    /// <summary>The name without the overload, ended by zero.</summary>
    public byte[] Name { get; }

    /// <summary>The overload, empty for most, ended by zero.</summary>
    public byte[] Overload { get; }

    /// <summary>Its parameters in order.</summary>
    public IReadOnlyList<AtenParameter> Parameters { get; }

    /// <summary>How many values it returns; a list counts as one.</summary>
    public int Returns { get; }

    /// <summary>True when it returns one list of tensors.</summary>
    public bool ReturnsList { get; }

    /// <summary>Slots of the stack that arguments go in by and results come out by.</summary>
    public int Slots => Math.Max(Math.Max(Parameters.Count, Returns), 1);

    /// <summary>The name with its overload.</summary>
    /// <returns>Such as <c>aten::view.dtype</c>.</returns>
    public override string ToString() => _name;

    // at commas that stand outside brackets
    private static IEnumerable<string> Split(string list)
    {
        int depth = 0, from = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (list[from..i].Trim() is { Length: > 0 } part)
                    yield return part;
                from = i + 1;
            }
            else if (list[i] is '(' or '[')
            {
                depth++;
            }
            else if (list[i] is ')' or ']')
            {
                depth--;
            }
        }
    }
}
