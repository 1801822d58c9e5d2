namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>
    /// Tokens whose characters stand for bytes become the text that the bytes are in UTF-8; what is not UTF-8 becomes U+FFFD, as decoders of UTF-8 do it. A token with a
    /// character that stands for no byte is taken as it is.
    /// </summary>
    /// <param name="AddPrefixSpace">Means nothing to a decoder; it is kept for the file. Default: true.</param>
    /// <param name="TrimOffsets">Means nothing to a decoder; it is kept for the file. Default: true.</param>
    /// <param name="UseRegex">Means nothing to a decoder; it is kept for the file. Default: true.</param>
    public sealed record ByteLevel(bool AddPrefixSpace = true, bool TrimOffsets = true, bool UseRegex = true) : TokenDecoder
    {
        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            var bytes = new PooledList<byte>();
            foreach (string token in tokens)
            {
                int start = bytes.Count;
                foreach (char unit in token)
                {
                    if (!ByteAlphabet.TryGetByte(unit, out byte value))
                    {
                        bytes.Truncate(start);
                        bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(token));
                        break;
                    }
                    bytes.Add(value);
                }
            }
            string text = System.Text.Encoding.UTF8.GetString(bytes.Items);
            bytes.Shrink(0);
            return [text];
        }
    }
}
