using System.Globalization;
using System.Runtime.InteropServices;
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

        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            var bytes = new List<byte>();
            foreach (string token in tokens)
            {
                if (TryReadByte(token, out byte value))
                {
                    bytes.Add(value);
                    continue;
                }
                if (bytes.Count > 0)
                {
                    foreach (string text in EndRun(bytes))
                        yield return text;
                }
                yield return token;
            }
            foreach (string text in EndRun(bytes))
                yield return text;
        }

        private static bool TryReadByte(string token, out byte value)
        {
            value = 0;
            return token.Length == Length && token.StartsWith("<0x", StringComparison.Ordinal) && token[^1] == '>'
                && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        private static IEnumerable<string> EndRun(List<byte> bytes)
        {
            var run = CollectionsMarshal.AsSpan(bytes);
            IEnumerable<string> decoded = Utf8.IsValid(run) ? [System.Text.Encoding.UTF8.GetString(run)] : Enumerable.Repeat("\uFFFD", run.Length);
            bytes.Clear();
            return decoded;
        }
    }
}
