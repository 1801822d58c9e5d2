using Rote.Tensors;
using Rote.Tensors.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Models;

/// <summary>The table of token embeddings. Its rows are also read the other way, as scores, where a head is tied to it.</summary>
public sealed class TokenTable : Module<Tensor, Tensor>
{
    private static readonly AtenOp Lookup = new(
        "aten::embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor");

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;
    private readonly int _paddingId;

    /// <summary>Makes the table, not initialised.</summary>
    /// <param name="vocabularySize">V.</param>
    /// <param name="width">D.</param>
    /// <param name="paddingId">The row that gets no gradient from being looked up; null has none.</param>
    public TokenTable(int vocabularySize, int width, int? paddingId = null)
        : base(nameof(TokenTable))
    {
        _paddingId = paddingId ?? -1;
        _weight = Parameter(empty(vocabularySize, width));
        RegisterComponents();
    }

    /// <summary>The table, <c>[V, D]</c>.</summary>
    public Parameter Weight => _weight;

    /// <summary>Looks rows up.</summary>
    /// <param name="ids">Token ids, <c>[B, T]</c>, int64, each in [0, V).</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    public override Tensor forward(Tensor ids) => Aten.Call(Lookup, _weight, ids, _paddingId, false, false);

    /// <summary>Scores of every token for each hidden state: h·Wᵀ.</summary>
    /// <param name="hidden"><c>[.., D]</c>.</param>
    /// <param name="bias">Added to the scores, <c>[V]</c>; null adds nothing.</param>
    /// <returns><c>[.., V]</c>.</returns>
    public Tensor Scores(Tensor hidden, Tensor? bias = null) => Products.Linear(hidden, _weight, bias);
}
