using System.Text;

namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>Cuts a character off the ends of each token, a limited number of times.</summary>
    /// <param name="Content">The character.</param>
    /// <param name="Start">How many to cut at the start, at most, &gt;= 0.</param>
    /// <param name="Stop">How many to cut at the end, at most, &gt;= 0.</param>
    public sealed record Strip(Rune Content, int Start, int Stop) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens) => tokens.Select(Cut);

        private string Cut(string token)
        {
            string content = Content.ToString();
            int from = 0, to = token.Length;
            for (int count = 0; count < Start && token.AsSpan(from).StartsWith(content, StringComparison.Ordinal); count++)
                from += content.Length;
            // Both ends are looked at by themselves; where they overlap, or nothing is left to look at, Hugging Face's decoder fails too.
            for (int count = 0; count < Stop; count++)
            {
                if (to == 0)
                    throw TooShort(token);
                if (!token.AsSpan(0, to).EndsWith(content, StringComparison.Ordinal))
                    break;
                to -= content.Length;
            }
            return from <= to ? token[from..to] : throw TooShort(token);
        }

        private InvalidOperationException TooShort(string token) => new(
            $"The decoder Strip cuts up to {Start} '{Content}' off a token's start and up to {Stop} off its end; the token '{token}' is too short for both. Strip after Fuse, or strip less.");
    }
}
