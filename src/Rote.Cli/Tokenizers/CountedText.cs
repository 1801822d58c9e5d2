namespace Rote.Cli.Tokenizers;

/// <summary>A text and a number: how often it was there, or how many tokens it has.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">The number.</param>
internal readonly record struct CountedText(string Text, long Count);
