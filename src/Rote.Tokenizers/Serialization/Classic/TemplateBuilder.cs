namespace Rote.Tokenizers.Serialization;

/// <summary>Makes templates of post-processors.</summary>
internal static class TemplateBuilder
{
    /// <summary>Tokens around one text, and around two.</summary>
    /// <param name="before">Before each text.</param>
    /// <param name="after">After each text.</param>
    /// <param name="secondTypeId">The segment of the second text and of what is around it.</param>
    /// <param name="repeatsBefore">True: what comes before is there before the second text too.</param>
    /// <param name="between">Between the two texts, besides.</param>
    public static PostProcessor.Template Around(
        TemplateToken? before, TemplateToken? after, int secondTypeId, bool repeatsBefore = false, TemplateToken? between = null)
    {
        List<TemplatePart> one = [.. Part(before, 0), new TemplatePart.Text(IsSecond: false), .. Part(after, 0)];
        List<TemplatePart> two =
        [
            .. one, .. Part(between, 0), .. Part(repeatsBefore ? before : null, secondTypeId), new TemplatePart.Text(IsSecond: true, secondTypeId), .. Part(after, secondTypeId),
        ];
        var tokens = new Dictionary<string, IReadOnlyList<TemplateToken>>(StringComparer.Ordinal);
        foreach (var token in new[] { before, after, between })
        {
            if (token is { } named)
                tokens[named.Token] = [named];
        }
        return new PostProcessor.Template(one, two, tokens);
    }

    private static IEnumerable<TemplatePart> Part(TemplateToken? token, int typeId) => token is { } named ? [new TemplatePart.Special(named.Token, typeId)] : [];
}
