namespace Rote.Cli.Tokenizers;

/// <summary>Reads ids as people and programs write them: whole numbers with white space, commas or brackets between.</summary>
internal static class IdReader
{
    private const int MostDigits = 10; // of 2,147,483,647

    /// <summary>Reads ids one by one, as they come.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The ids; null ends a line. The last line need not have an end.</returns>
    /// <exception cref="InvalidDataException">There is something else than ids.</exception>
    public static IEnumerable<int?> Read(TextReader reader, string name)
    {
        var word = new System.Text.StringBuilder();
        int line = 1;
        bool begun = false;
        while (true)
        {
            int read = Next(reader, name, line);
            if (read >= 0 && !IsBetween((char)read))
            {
                word.Append((char)read);
                if (word.Length > 2 * MostDigits)
                    throw Wrong($"{word}…");
                continue;
            }
            if (word.Length > 0)
            {
                yield return int.TryParse(word.ToString(), System.Globalization.NumberStyles.None, null, out int id) ? id : throw Wrong(word.ToString());
                word.Clear();
                begun = true;
            }
            if (read == '\n')
            {
                yield return null;
                begun = false;
                line++;
            }
            else if (read < 0)
            {
                if (begun)
                    yield return null;
                yield break;
            }
        }

        InvalidDataException Wrong(string found) => new($"{name}: '{VisibleText.Of(found)}' (line {line}) is no id; expected whole numbers from 0 to 2147483647.");
    }

    private static int Next(TextReader reader, string name, int line)
    {
        try
        {
            return reader.Read();
        }
        catch (System.Text.DecoderFallbackException wrong)
        {
            throw new InvalidDataException($"{name} is not text in UTF-8 (line {line} or soon after); expected ids.", wrong);
        }
    }

    private static bool IsBetween(char unit) => unit is ',' or '[' or ']' || char.IsWhiteSpace(unit);
}
