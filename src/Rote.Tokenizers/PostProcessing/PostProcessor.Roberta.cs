namespace Rote.Tokenizers;

public abstract partial record PostProcessor
{
    /// <summary>RoBERTa's form: <c>&lt;s&gt; A &lt;/s&gt;</c>, or <c>&lt;s&gt; A &lt;/s&gt; &lt;/s&gt; B &lt;/s&gt;</c>, all in segment 0.</summary>
    /// <param name="Separator">The token after each text, and before the second.</param>
    /// <param name="Classification">The token before the first text.</param>
    /// <param name="TrimOffsets">True takes white space at a token's ends out of its range.</param>
    /// <param name="AddPrefixSpace">True when the pre-tokenizer puts a space before the text; it is not taken out of the first token's range again.</param>
    /// <remarks>Liu et al. 2019, section 3. https://arxiv.org/abs/1907.11692</remarks>
    public sealed record Roberta(TemplateToken Separator, TemplateToken Classification, bool TrimOffsets = true, bool AddPrefixSpace = true) : PostProcessor
    {
        internal override void Apply(LayoutDraft draft, bool addSpecialTokens)
        {
            if (TrimOffsets)
                draft.Trim(AddPrefixSpace);
            draft.Rewrite(segment => segment with { TypeId = 0, OverflowTypeId = addSpecialTokens ? 0 : segment.OverflowTypeId });
            if (addSpecialTokens)
                draft.Surround(Classification, Separator, opensSecond: true, secondType: 0);
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf) => WrongTokens([Separator, Classification], tokenOf);
    }
}
