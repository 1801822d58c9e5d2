using System.Text.Unicode;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads text files line by line, as Python does: lines end in a line feed, a carriage return, or both, and in nothing else.</summary>
internal static class TextLines
{
    /// <summary>The lines of a file; what follows the last line end is one if it is not empty.</summary>
    /// <param name="file">The file, in UTF-8.</param>
    /// <param name="most">The most bytes that are read.</param>
    public static List<string> Read(string file, long most)
    {
        byte[] bytes = JsonFile.ReadAll(file, Path.GetFileName(file), most);
        if (!Utf8.IsValid(bytes))
            throw new TokenizerFormatException($"'{file}': it is not UTF-8; a {Path.GetFileName(file)} must be.");
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            int end = length < 0 ? text.Length : start + length;
            lines.Add(text[start..end]);
            start = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        }
        return lines;
    }
}
