using System.Text;

namespace Rote.Tokenizers;

/// <summary>Rewrites text by a rule for single characters. Whatever stays or is replaced keeps its range; what is dropped takes its own along.</summary>
internal static class CharacterRewrite
{
    /// <summary>Stands for the character that is dropped.</summary>
    public const int Nothing = -1;

    /// <summary>Rewrites a piece; an unchanged one is returned as it came.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    public static Piece Apply<TRule>(Piece piece)
        where TRule : struct, ICharacterRule
    {
        var text = piece.Span;
        int at = text.IndexOfAnyExceptInRange(' ', '~');
        if (at < 0)
            return piece;
        PieceEditor? editor = null;
        while (at < text.Length)
        {
            int character = CodePoint.At(text, at, out int width);
            int result = TRule.Apply(character);
            if (result != character)
            {
                editor ??= new PieceEditor(piece);
                editor.KeepUntil(at);
                if (result == Nothing)
                    editor.Skip(1);
                else
                    editor.Append(new Rune(result), 0);
            }
            at += width;
        }
        editor?.KeepUntil(text.Length);
        return editor?.Finish() ?? piece;
    }
}
