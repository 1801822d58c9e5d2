namespace Rote.Training.Data;

/// <summary>A text and what it is to become.</summary>
/// <param name="Source">What is read.</param>
/// <param name="Target">What is to be written.</param>
public sealed record TextPair(string Source, string Target);
