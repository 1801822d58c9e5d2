namespace Rote.Tokenizers;

/// <summary>Makes tokens of what lies between added tokens: normalizes it, splits it, and asks the model.</summary>
internal sealed class SectionEncoder(TokenizerPipeline pipeline, AddedTokens added)
{
    /// <summary>Adds the tokens of a section.</summary>
    /// <param name="section">A stretch of the text, not empty, without half surrogate pairs.</param>
    /// <param name="origin">Where it begins in the text.</param>
    /// <param name="text">The text, where it is at hand as a string; else null.</param>
    /// <param name="tokens">Receives the tokens.</param>
    /// <param name="workspace">The lists to use.</param>
    public void Encode(ReadOnlySpan<char> section, int origin, string? text, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        var piece = text is null ? new Piece(new AlignedText(section.ToString(), origin)) : new Piece(new AlignedText(text), origin, section.Length);
        piece = pipeline.Normalizer?.Apply(piece) ?? piece;
        var search = new AddedTokenSearch(added.Normalized, piece.Span);
        while (search.Next())
        {
            Encode(piece.Slice(search.Gap.Start, search.Gap.Length), tokens, workspace);
            var match = piece.Slice(search.Match.Start, search.Match.Length);
            AddedTokens.Append(search.Token, match.Span, match.Original, tokens);
        }
        Encode(piece.Slice(search.Gap.Start, search.Gap.Length), tokens, workspace);
    }

    private void Encode(Piece piece, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        if (piece.Length == 0)
            return;
        var pieces = workspace.Pieces;
        pieces.Clear();
        if (pipeline.PreTokenizer is { } preTokenizer)
            preTokenizer.Apply(piece, pieces);
        else
            pieces.Add(piece);
        foreach (var part in pieces)
        {
            workspace.PieceTokens.Clear();
            pipeline.Model.Tokenize(part.Span, workspace.PieceTokens);
            tokens.Append(part, workspace.PieceTokens.Tokens);
            tokens.Word++;
        }
    }
}
