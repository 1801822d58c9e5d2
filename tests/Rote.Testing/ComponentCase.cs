using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Rote.Testing;

/// <summary>One reference case at one element type: inputs and parameters that require gradients, and the comparison of all that is recorded.</summary>
public sealed class ComponentCase : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly Dictionary<string, Tensor> _leaves = [];
    private readonly ScalarType _dtype;
    private readonly double _tolerance;

    public ComponentCase(string name, ScalarType dtype)
    {
        Name = name;
        _dtype = dtype;
        var entry = GoldenFolder.Components[name];
        Parameters = entry.GetProperty("parameters");
        Description = entry.TryGetProperty("what", out var what) ? what.GetString()! : "";
        _tolerance = entry.GetProperty("tolerance").GetDouble();
        _tensors = GoldenTensors.Read(Path.Combine(GoldenFolder.Of("components"), $"{name}.safetensors"));
        foreach (var (key, tensor) in _tensors.Where(pair => pair.Key.StartsWith("in.", StringComparison.Ordinal) || pair.Key.StartsWith("param.", StringComparison.Ordinal)))
            _leaves[key] = (IsFixedType(tensor) ? tensor : tensor.to(dtype)).detach().requires_grad_(true);
    }

    public string Name { get; }

    public JsonElement Parameters { get; }

    /// <summary>What the case is, in words.</summary>
    public string Description { get; }

    /// <summary>True when the case prescribes its own low-precision inputs.</summary>
    public bool HasOwnType => _tensors.Any(pair => pair.Key.StartsWith("in.", StringComparison.Ordinal) && IsFixedType(pair.Value));

    public Tensor In(string name) => _leaves["in." + name];

    public bool HasIn(string name) => _leaves.ContainsKey("in." + name);

    public Tensor Parameter(string name) => _leaves["param." + name];

    public IEnumerable<string> ParameterNames => _leaves.Keys.Where(key => key.StartsWith("param.", StringComparison.Ordinal)).Select(key => key[6..]);

    public bool HasParameter(string name) => _leaves.ContainsKey("param." + name);

    public Tensor Constant(string name) => _tensors["const." + name];

    public bool HasConstant(string name) => _tensors.ContainsKey("const." + name);

    public bool Records(string name) => _tensors.ContainsKey("out." + name);

    public bool HasCotangent(string name) => _tensors.ContainsKey("cot." + name);

    public bool Has(string name) => Parameters.TryGetProperty(name, out _);

    public double Number(string name, double otherwise) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;

    public string? Text(string name) => Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The entry of the longest key that the case's name begins with, so that a case of another name and known kind is found.</summary>
    public T Kind<T>(IReadOnlyDictionary<string, T> kinds)
    {
        string? kind = kinds.Keys.Where(key => Name.StartsWith(key, StringComparison.Ordinal)).MaxBy(key => key.Length);
        Assert.True(kind is not null, $"{Name}: it is of no known kind: {string.Join(", ", kinds.Keys)}.");
        return kinds[kind!];
    }

    /// <summary>The names of what is recorded under a prefix, such as <c>out.</c>, without it.</summary>
    public IEnumerable<string> Recorded(string prefix) => _tensors.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);

    /// <summary>Compares outputs, runs the cotangents back, and compares every recorded gradient.</summary>
    public void Check(IReadOnlyDictionary<string, Tensor> outputs, IReadOnlyDictionary<string, Func<Tensor?>>? gradients = null)
    {
        Assert.NotEmpty(outputs);
        Tensor? sum = null;
        foreach (var (name, actual) in outputs)
        {
            Compare("out." + name, actual);
            if (_tensors.TryGetValue("cot." + name, out var cotangent))
            {
                var part = (cotangent.to(actual.dtype) * actual).sum();
                sum = sum is null ? part : sum + part;
            }
        }
        foreach (string name in _tensors.Keys.Where(key => key.StartsWith("out.", StringComparison.Ordinal)))
            Assert.True(outputs.ContainsKey(name[4..]), $"{Name}: '{name}' is recorded and was not computed.");
        if (sum is null)
            return;
        sum.backward();
        foreach (string key in _tensors.Keys.Where(key => key.StartsWith("grad.", StringComparison.Ordinal)))
        {
            string leaf = key[5..];
            var gradient = gradients is not null && gradients.TryGetValue(leaf, out var given) ? given()
                : _leaves.TryGetValue("in." + leaf, out var input) ? input.grad
                : _leaves.TryGetValue("param." + leaf, out var parameter) ? parameter.grad : null;
            Assert.True(gradient is not null, $"{Name}: no gradient for '{leaf}'.");
            Compare(key, gradient!);
        }
    }

    /// <summary>As <see cref="Check"/>, for a path that does not compute one of the outputs.</summary>
    public void CheckWithout(string output, IReadOnlyDictionary<string, Tensor> outputs)
    {
        _tensors.Remove("out." + output);
        Assert.False(_tensors.Remove("cot." + output), $"{Name}: '{output}' takes part in the gradients.");
        Check(outputs);
    }

    public void Dispose() => _scope.Dispose();

    private void Compare(string key, Tensor actual)
    {
        var expected = _tensors[key];
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{Name}: '{key}' has shape [{string.Join(", ", actual.shape)}]; expected [{string.Join(", ", expected.shape)}].");
        if (expected.numel() == 0)
            return;
        if (expected.dtype is ScalarType.Int64 or ScalarType.Bool)
        {
            Assert.True(expected.equal(actual.to(expected.dtype)).all().item<bool>(), $"{Name}: '{key}' differs.");
            return;
        }
        double largest = expected.to(float64).abs().max().item<double>();
        // components/README.md: float64 at the case's tolerance; float32 at 1e-5 of the largest expected number, at least 1e-5
        double tolerance = _dtype == ScalarType.Float64 || HasOwnType ? _tolerance : 1e-5 * Math.Max(1, largest);
        double error = (expected.to(float64) - actual.detach().to(float64)).abs().max().item<double>();
        Assert.True(error <= tolerance, $"{Name} ({_dtype}): '{key}' is off by {error:G3}; tolerance {tolerance:G3}.");
    }

    private static bool IsFixedType(Tensor tensor) => tensor.dtype is not ScalarType.Float64;
}
