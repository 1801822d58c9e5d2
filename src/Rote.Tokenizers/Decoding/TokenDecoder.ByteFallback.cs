using System.Globalization;
using System.Text.Unicode;

namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>
    /// Tokens that spell a byte, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, become the characters that their bytes are in UTF-8. Bytes that follow one another and are
    /// not UTF-8 as a whole become one U+FFFD each.
    /// </summary>
    public sealed record ByteFallback : TokenDecoder
    {
        private const int Length = 6;

        internal override IReadOnlyList<string> Apply(IReadOnlyList<string> tokens)
        {
            var decoded = new List<string>(tokens.Count);
            var bytes = new List<byte>();
            foreach (string token in tokens)
            {
                if (TryReadByte(token, out byte value))
                {
                    bytes.Add(value);
                    continue;
                }
                EndRun(bytes, decoded);
                decoded.Add(token);
            }
            EndRun(bytes, decoded);
            return decoded;
        }

        private static bool TryReadByte(string token, out byte value)
        {
            value = 0;
            return token.Length == Length && token.StartsWith("<0x", StringComparison.Ordinal) && token[^1] == '>'
                && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        private static void EndRun(List<byte> bytes, List<string> decoded)
        {
            if (bytes.Count == 0)
                return;
            byte[] run = [.. bytes];
            if (Utf8.IsValid(run))
                decoded.Add(System.Text.Encoding.UTF8.GetString(run));
            else
                decoded.AddRange(Enumerable.Repeat("\uFFFD", run.Length));
            bytes.Clear();
        }
    }
}
