namespace Rote.Tokenizers;

public abstract partial record PostProcessor
{
    /// <summary>Adds no tokens; sets right the ranges of byte-level tokens.</summary>
    /// <param name="AddPrefixSpace">True when the pre-tokenizer puts a space before the text; it is not taken out of the first token's range again.</param>
    /// <param name="TrimOffsets">True takes white space at a token's ends out of its range; false changes nothing.</param>
    /// <param name="UseRegex">Means nothing here; files hold it, and it is kept.</param>
    public sealed record ByteLevel(bool AddPrefixSpace = true, bool TrimOffsets = true, bool UseRegex = true) : PostProcessor
    {
        internal override void Apply(LayoutDraft draft, bool addSpecialTokens)
        {
            if (TrimOffsets)
                draft.Trim(AddPrefixSpace);
            draft.NameParts();
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf) => [];
    }
}
