namespace Rote.Docs.Tests;

/// <summary>A fenced block.</summary>
/// <param name="Language">The word after the fence; empty where there is none.</param>
/// <param name="Heading">The heading above it.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record FencedBlock(string Language, string Heading, IReadOnlyList<string> Lines);
