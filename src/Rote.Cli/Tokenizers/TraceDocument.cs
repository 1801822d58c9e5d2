using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>A trace as <c>--json</c> writes it.</summary>
internal static class TraceDocument
{
    /// <summary>Makes the document.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>Something to serialize.</returns>
    public static object Of(TokenizerTrace trace) => new
    {
        trace.Text,
        Sections = trace.Sections.Select(Section),
        Encoding = EncodingDocument.Of(trace.Encoding, encoding => encoding.Offsets),
        trace.Decoded,
        trace.DecodedWithSpecialTokens,
    };

    private static object Section(TraceSection section) => section switch
    {
        TraceSection.Added added => new { Range = Range(added.Start, added.Length), AddedToken = added.Token.Content, added.Token.Id },
        TraceSection.Text text => new
        {
            Range = Range(text.Start, text.Length),
            Normalization = text.Normalization.Select(step => new { Normalizer = Raw(step.Normalizer), step.Changed, Text = TextOf(step.Characters) }),
            Normalized = TextOf(text.Normalized),
            Characters = text.Normalized.Select(character => new { Character = character.Character.ToString(), Range = Range(character.Start, character.Length) }),
            Parts = text.Parts.Select(Part),
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object Part(TracePart part) => part switch
    {
        TracePart.Added added => new { added.Match.Text, Range = Range(added.Match.Start, added.Match.Length), AddedToken = added.Token.Content, added.Token.Id },
        TracePart.Text text => new
        {
            Splitting = text.Splitting.Select(step => new { PreTokenizer = Raw(step.PreTokenizer), Pieces = step.Pieces.Select(Piece) }),
            Pieces = text.Words.Select(word => new
            {
                word.Piece.Text,
                Range = Range(word.Piece.Start, word.Piece.Length),
                Tokens = word.Tokens.Select(token => new { token.Id, token.Token, token.Text, Range = Range(token.Start, token.Length), Unknown = token.IsUnknown }),
            }),
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object Piece(TracedPiece piece) => new { piece.Text, Range = Range(piece.Start, piece.Length) };

    private static string TextOf(IEnumerable<TracedCharacter> characters) => string.Concat(characters.Select(character => character.Character.ToString()));

    private static System.Text.Json.JsonElement Raw(string json) => System.Text.Json.JsonElement.Parse(json);

    private static int[] Range(int start, int length) => [start, start + length];
}
