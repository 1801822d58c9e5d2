namespace Rote.Pipelines;

/// <summary>Where a translation looked: the weights of every layer and head of the decoder over the source.</summary>
/// <param name="SourceTokens">S tokens read, each shown as the piece of the text that it stands for, unknown pieces too; one that stands for none, as the end does, by its name.</param>
/// <param name="TargetTokens">T tokens written, the end among them, each shown as the text that it adds; one that adds none, or is only a part of a character, by its name.</param>
/// <param name="Layers">For each layer and head the weights, <c>[T, S]</c>, each row summing to 1.</param>
public sealed record CrossAttentionMaps(
    IReadOnlyList<string> SourceTokens, IReadOnlyList<string> TargetTokens, IReadOnlyList<IReadOnlyList<float[,]>> Layers);
