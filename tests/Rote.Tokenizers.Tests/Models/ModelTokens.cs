namespace Rote.Tokenizers.Tests.Models;

/// <summary>What a model makes of a piece, written out.</summary>
internal static class ModelTokens
{
    /// <summary>A vocabulary of tokens whose ids are their places.</summary>
    public static KeyValuePair<string, int>[] Vocabulary(params string[] tokens) => [.. tokens.Select((token, id) => KeyValuePair.Create(token, id))];

    /// <summary>The tokens with their ranges, <c>ab:0-2</c>; a question mark follows those that stand for something unknown.</summary>
    public static string Of(TokenizerModel model, string piece)
    {
        var buffer = new TokenBuffer();
        model.Tokenize(piece, buffer);
        return string.Join(' ', buffer.Tokens.ToArray().Select(token =>
            $"{model.IdToToken(token.Id)}:{token.Start}-{token.Start + token.Length}{(token.Kind == PieceTokenKind.Known ? "" : "?")}"));
    }
}
