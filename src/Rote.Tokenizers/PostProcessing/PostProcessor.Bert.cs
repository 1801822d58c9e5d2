namespace Rote.Tokenizers;

public abstract partial record PostProcessor
{
    /// <summary>BERT's form: <c>[CLS] A [SEP]</c>, or <c>[CLS] A [SEP] B [SEP]</c>, with B and what follows it in segment 1.</summary>
    /// <param name="Separator">The token after each text.</param>
    /// <param name="Classification">The token before the first text.</param>
    /// <remarks>Devlin et al. 2018, section 3. https://arxiv.org/abs/1810.04805</remarks>
    public sealed record Bert(TemplateToken Separator, TemplateToken Classification) : PostProcessor
    {
        internal override void Apply(LayoutDraft draft, bool addSpecialTokens)
        {
            if (addSpecialTokens)
                draft.Surround(Classification, Separator, opensSecond: false, secondType: 1);
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf) => WrongTokens([Separator, Classification], tokenOf);
    }
}
