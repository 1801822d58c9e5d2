namespace Rote.Tokenizers.Serialization;

/// <summary>Reads files whole, if they are not too large.</summary>
internal static class BoundedFile
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What it should be, with its article, such as <c>a tokenizer.json</c>.</param>
    /// <param name="most">The most bytes that are read.</param>
    public static byte[] ReadAll(string file, string kind, long most)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length > most)
            throw new TokenizerFormatException($"'{file}': it has {stream.Length:N0} bytes; {kind} may have {most:N0} at most.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
