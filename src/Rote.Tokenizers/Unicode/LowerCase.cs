namespace Rote.Tokenizers;

/// <summary>Lower case of single characters, Unicode 17.</summary>
internal static class LowerCase
{
    private static readonly CharacterMap<byte> Numbers;
    private static readonly int[] Steps;

    static LowerCase()
    {
        var table = new UnicodeTable("lowercase");
        Numbers = table.Map<byte>();
        Steps = table.Array<int>();
    }

    /// <summary>A character's lower case, as long in UTF-16 as the character is. İ becomes a dotted i in whose place this gives i.</summary>
    public static int Of(int character) => character + Steps[Numbers[character]];
}
