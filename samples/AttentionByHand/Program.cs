// softmax(QKᵀ/√K)·V three times: written out in matrix products, by the kernel, and inside multi-head attention. They must agree.
using Rote.Attention;
using Rote.Layers;
using Rote.Tensors;
using static TorchSharp.torch;

const int batch = 2, length = 5, width = 12, heads = 3, headWidth = width / heads; // B, T = S, D, H, K
using var scope = NewDisposeScope();
using var inference = no_grad();
using var generator = new Generator(1);

var x = randn([batch, length, width], generator: generator); // [B, T, D]
using var attention = new MultiHeadAttention(width, new AttentionSpec { Heads = heads });
foreach (var (_, parameter) in attention.named_parameters())
    parameter.normal_(0, 0.5, generator);
var weights = attention.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);

// No token sees a later one, and the first token of the first row is padding: a query that may see nothing reads zero.
var keep = tensor(new[] { false, true, true, true, true, true, true, true, true, true }).reshape(batch, length); // [B, S]
var mask = AttentionMask.Causal & AttentionMask.KeyPadding(keep);
Console.WriteLine($"Which keys (across) a query (down) may see, first row of the batch:\n{mask.Draw(length, length)}");

// The projections x·Wᵀ + b, and their heads: head h owns channels hK..(h+1)K.
Tensor Project(string name, Tensor input) => Products.MatMul(input, weights[$"{name}.weight"].t()) + weights[$"{name}.bias"];
Tensor Heads(string name) => Project(name, x).view(batch, length, heads, headWidth).transpose(1, 2); // [B, H, T, K]
Tensor Merge(Tensor attended) => Project("output", attended.transpose(1, 2).reshape(batch, length, width)); // [B, T, D]
Tensor query = Heads("query"), key = Heads("key"), value = Heads("value");

// 1. Written out. A row that is hidden altogether would be 0/0 in the softmax, hence the second fill.
var hidden = mask.ToTensor(length, length).logical_not(); // [B, 1, T, S]
var scores = Products.MatMul(query, key.transpose(-2, -1)) / Math.Sqrt(headWidth); // [B, H, T, S]
var map = scores.masked_fill(hidden, double.NegativeInfinity).softmax(-1).masked_fill(hidden, 0);
var written = Products.MatMul(map, value); // [B, H, T, K]

// 2. The kernel, fused. 3. The module, with its own projections.
var kernel = new DotProductAttention().Attend(query, key, value, mask); // [B, H, T, K]
var module = attention.Attend(x, mask: mask); // [B, T, D]

double kernelDifference = (written - kernel).abs().max().item<float>(), moduleDifference = (Merge(written) - module).abs().max().item<float>();
Console.WriteLine($"largest difference, written out and kernel: {kernelDifference:E1}");
Console.WriteLine($"largest difference, written out and module: {moduleDifference:E1}");
return Math.Max(kernelDifference, moduleDifference) < 1e-5 ? 0 : 1;
