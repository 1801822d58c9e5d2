namespace Rote.Tokenizers;

/// <summary>A part of a <see cref="PostProcessor.Template"/>. The cases are closed.</summary>
public abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="IsSecond">True for the second text of a pair (B), false for the first (A).</param>
    /// <param name="TypeId">The segment that a model with segment embeddings sees, &gt;= 0.</param>
    public sealed record Text(bool IsSecond, int TypeId = 0) : TemplatePart;

    /// <summary>A special token.</summary>
    /// <param name="Name">Its name in the template's table.</param>
    /// <param name="TypeId">The segment that a model with segment embeddings sees, &gt;= 0.</param>
    public sealed record Special(string Name, int TypeId = 0) : TemplatePart;
}
