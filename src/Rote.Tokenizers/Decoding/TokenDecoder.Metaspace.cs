using System.Text;

namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>A character that stands for a space becomes one; in the first token it is dropped where encoding put one in front.</summary>
    /// <param name="Replacement">What stands for a space, usually ▁ (U+2581).</param>
    /// <param name="Scheme">Where encoding put one in front. Default: always.</param>
    /// <param name="Split">Means nothing to a decoder; it is kept for the file. Default: true.</param>
    public sealed record Metaspace(Rune Replacement, PrependScheme Scheme = PrependScheme.Always, bool Split = true) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            string replacement = Replacement.ToString();
            return tokens.Select((token, index) => token.Replace(replacement, index == 0 && Scheme != PrependScheme.Never ? "" : " ", StringComparison.Ordinal));
        }
    }
}
