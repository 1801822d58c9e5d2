namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Puts a text in the place of every match of a pattern. It has the range of the last character of the match.</summary>
    /// <param name="Pattern">What to look for.</param>
    /// <param name="Content">What takes its place, as it stands; may be empty.</param>
    public sealed record Replace(SplitPattern Pattern, string Content) : Normalizer
    {
        // Runs of more than one space, and what holds no space and no visible ASCII, or puts visible ASCII in its place.
        internal override bool KeepsWordsApart => Pattern switch
        {
            SplitPattern.RegularExpression { Text: " {2,}" } => true,
            SplitPattern.Literal { Text: { Length: > 0 } text } => text.Contains(' ')
                ? text.Length > 1 && !text.AsSpan().ContainsAnyExcept(' ')
                : !text.Any(IsVisible) || (Content.Length > 0 && Content.All(IsVisible)),
            _ => false,
        };

        internal override Piece Apply(Piece piece)
        {
            if (piece.Length == 0)
                return piece;
            if (Pattern is SplitPattern.Literal { Text.Length: 1 } one && Content.Length == 1)
                return piece.Span.Contains(one.Text[0]) ? piece.Replaced(piece.Span.ToString().Replace(one.Text[0], Content[0])) : piece;
            PieceEditor? editor = null;
            foreach (var (start, length, isMatch) in Pattern.Parts(piece.Span))
            {
                if (!isMatch)
                    continue;
                editor ??= new PieceEditor(piece);
                editor.KeepUntil(start);
                editor.SkipUntil(start + length);
                editor.Insert(Content);
            }
            editor?.KeepUntil(piece.Length);
            return editor?.Finish() ?? piece;
        }

        private static bool IsVisible(char unit) => unit is >= '!' and <= '~';
    }
}
