namespace Rote.Tokenizers;

/// <summary>A part of a completed row of tokens: a text, or one token that the post-processor adds.</summary>
internal sealed record LayoutSegment
{
    /// <summary>The tokens of a text.</summary>
    /// <param name="text">0 for the first, 1 for the second of a pair.</param>
    public LayoutSegment(int text)
    {
        Text = TypeId = OverflowTypeId = text;
        Sequence = text;
    }

    /// <summary>An added token.</summary>
    public LayoutSegment(TemplateToken token, int typeId)
    {
        Token = token;
        TypeId = OverflowTypeId = typeId;
        IsSpecial = true;
    }

    /// <summary>Which text; null for an added token.</summary>
    public int? Text { get; }

    /// <summary>The added token; meaningless for a text.</summary>
    public TemplateToken Token { get; }

    /// <summary>The segment of its tokens.</summary>
    public int TypeId { get; init; }

    /// <summary>The segment of its tokens in windows that overflow: Hugging Face leaves those as they were before completion.</summary>
    public int OverflowTypeId { get; init; }

    /// <summary>True when the mask of special tokens marks it.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>The text that its tokens are said to be of; null for none.</summary>
    public int? Sequence { get; init; }

    /// <summary>What happens to the ranges of its tokens, in order.</summary>
    public IReadOnlyList<OffsetTrim> Trims { get; init; } = [];
}
