namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Something that must hold does not.</summary>
internal sealed class FuzzFailure(string message) : Exception(message);
