namespace Rote.Tokenizers;

/// <summary>
/// Where text can be cut before it is normalized and split: before a space that follows a letter, a digit or other visible ASCII.
/// </summary>
internal static class SpaceCuts
{
    /// <summary>
    /// True where cutting gives the words that the whole text gives: the normalizer never looks past such a place nor removes what is before it, and the
    /// pre-tokenizer always splits there. False for what is not known.
    /// </summary>
    public static bool ChangeNothing(Normalizer? normalizer, PreTokenizer? preTokenizer) => IsLocal(normalizer) && Splits(preTokenizer);

    /// <summary>The first such place at or after an index, or the text's end.</summary>
    public static int Next(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            int found = text[at..].IndexOf(' ');
            if (found < 0)
                break;
            at += found;
            if (text[at - 1] is > ' ' and <= '~' || char.IsLetterOrDigit(text[at - 1]))
                return at;
        }
        return text.Length;
    }

    private static bool IsLocal(Normalizer? normalizer) => normalizer switch
    {
        null or Normalizer.Lowercase or Normalizer.StripAccents or Normalizer.UnicodeForm => true,
        Normalizer.Sequence sequence => sequence.Normalizers.All(IsLocal),
        _ => false,
    };

    private static bool Splits(PreTokenizer? preTokenizer) => preTokenizer switch
    {
        PreTokenizer.Whitespace or PreTokenizer.WhitespaceSplit => true,
        PreTokenizer.Split { Pattern: SplitPattern.EveryCharacter, Behavior: SplitBehavior.Isolated } => true,
        // What comes after the first sees pieces, and pieces end there already.
        PreTokenizer.Sequence { PreTokenizers: [var first, ..] } => Splits(first),
        _ => false,
    };
}
