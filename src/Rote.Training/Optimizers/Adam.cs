using Rote.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rote.Training.Optimizers;

/// <summary>Adam and AdamW by libtorch's fused kernel: one call a step.</summary>
/// <remarks>Kingma and Ba 2015, algorithm 1; decoupled decay: Loshchilov and Hutter 2019, algorithm 2.</remarks>
public sealed class Adam : IDisposable
{
    private const string Arguments = "(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, " +
        "Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, " +
        "Tensor? grad_scale=None, Tensor? found_inf=None) -> ()";

    private static readonly AtenOp FusedAdam = new("aten::_fused_adam_" + Arguments);
    private static readonly AtenOp FusedAdamW = new("aten::_fused_adamw_" + Arguments);

    private readonly AdamOptions _options;
    private readonly (Slot[] Slots, double WeightDecay)[] _groups;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="groups">Every parameter once.</param>
    /// <param name="options">Its numbers; null is the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a parameter comes twice.</exception>
    public Adam(IEnumerable<ParameterGroup> groups, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _options = options ?? new();
        var given = groups.ToArray();
        var violations = _options.Violations().ToList();
        violations.AddRange(given.Where(group => group.WeightDecay is not >= 0).Select(group => $"WeightDecay must not be negative; got {group.WeightDecay}."));
        var seen = new HashSet<IntPtr>();
        violations.AddRange(given.SelectMany(group => group.Parameters).Where(named => !seen.Add(named.Parameter.Handle))
            .Select(named => $"The parameter '{named.Name}' comes twice: it would be updated twice."));
        if (violations.Count > 0)
            throw new ArgumentException(string.Join(" ", violations));
        _groups = [.. given.Select(group => (group.Parameters.Select(named => new Slot(named.Name, named.Parameter)).ToArray(), group.WeightDecay))];
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <param name="learningRate">This step's rate.</param>
    public void Step(double learningRate)
    {
        Steps++;
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (slots, decay) in _groups)
        {
            // Steps are counted for all: a parameter without a gradient is passed over, as in PyTorch, and its own count stays.
            foreach (var live in slots.Where(slot => slot.Parameter.grad is not null).GroupBy(slot => (slot.Steps, slot.Parameter.dtype)))
            {
                Slot[] now = [.. live];
                foreach (var slot in now)
                    slot.Steps++;
                var count = tensor((float)now[0].Steps);
                var counts = new Tensor[now.Length];
                Array.Fill(counts, count);
                Aten.Run(
                    _options.Decoupled ? FusedAdamW : FusedAdam,
                    now.Select(slot => (Tensor)slot.Parameter).ToArray(), now.Select(slot => slot.Parameter.grad!).ToArray(),
                    now.Select(slot => slot.Mean).ToArray(), now.Select(slot => slot.Square).ToArray(), Array.Empty<Tensor>(), counts,
                    learningRate, _options.Beta1, _options.Beta2, decay, _options.Epsilon, false, false, AtenArg.None, AtenArg.None);
            }
        }
    }

    /// <summary>Frees all gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var slot in _groups.SelectMany(group => group.Slots))
        {
            slot.Parameter.grad?.Dispose();
            slot.Parameter.grad = null;
        }
    }

    /// <summary>What a resumed run needs: each parameter's two means and its count of steps.</summary>
    /// <returns><c>name.mean</c>, <c>name.square</c>, <c>name.steps</c>; the optimizer's own tensors, not to be disposed, but for the counts.</returns>
    public IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var slot in _groups.SelectMany(group => group.Slots))
        {
            state[$"{slot.Name}.mean"] = slot.Mean;
            state[$"{slot.Name}.square"] = slot.Square;
            state[$"{slot.Name}.steps"] = tensor(slot.Steps);
        }
        return state;
    }

    /// <summary>Goes on from a saved state.</summary>
    /// <param name="state">What <see cref="SaveState"/> gave.</param>
    /// <param name="steps">Steps taken until then.</param>
    /// <exception cref="ArgumentException">A tensor is missing or has another shape; nothing was changed.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state, long steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var slots = _groups.SelectMany(group => group.Slots).ToArray();
        string[] wrong =
        [
            .. slots.SelectMany(slot => new[] { $"{slot.Name}.mean", $"{slot.Name}.square" }
                .Where(key => !state.TryGetValue(key, out var held) || !held.shape.SequenceEqual(slot.Parameter.shape))),
            .. slots.Select(slot => $"{slot.Name}.steps").Where(key => !state.TryGetValue(key, out var held) || held.numel() != 1 || held.dtype != ScalarType.Int64),
        ];
        if (wrong.Length > 0)
            throw new ArgumentException($"The optimizer's state does not fit: {wrong.Length} tensors are missing or have other shapes ({string.Join(", ", wrong.Take(10))}).", nameof(state));
        using var gradients = no_grad();
        foreach (var slot in slots)
        {
            slot.Mean.copy_(state[$"{slot.Name}.mean"]);
            slot.Square.copy_(state[$"{slot.Name}.square"]);
            slot.Steps = state[$"{slot.Name}.steps"].item<long>();
        }
        Steps = steps;
    }

    /// <summary>Frees the state.</summary>
    public void Dispose()
    {
        foreach (var slot in _groups.SelectMany(group => group.Slots))
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }

    private sealed class Slot(string name, Parameter parameter)
    {
        public string Name => name;

        public Parameter Parameter => parameter;

        public Tensor Mean { get; } = zeros_like(parameter).DetachFromDisposeScope();

        public Tensor Square { get; } = zeros_like(parameter).DetachFromDisposeScope();

        public long Steps { get; set; }
    }
}
