using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>A language-model head as one linear map, factor·h·Wᵀ + b: what an objective needs to compute scores and loss together.</summary>
/// <param name="Weight">W, <c>[V, D]</c>, trained; the token table where the head is tied to it.</param>
/// <param name="Bias">b, not trained, <c>[V]</c>; null where there is none.</param>
/// <param name="Factor">What hidden states are multiplied by first.</param>
public sealed record LinearHead(Tensor Weight, Tensor? Bias, double Factor);
