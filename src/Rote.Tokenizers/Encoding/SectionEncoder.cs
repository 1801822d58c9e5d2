namespace Rote.Tokenizers;

/// <summary>Makes tokens of what lies between added tokens: normalizes it, splits it, and asks the model.</summary>
/// <remarks>
/// Where no part of the pipeline looks across a single space between two visible ASCII characters, a section is cut at all of them first. What such a
/// word becomes depends on nothing else, and is kept: most words of a text are then looked up.
/// </remarks>
internal sealed class SectionEncoder
{
    private readonly TokenizerPipeline _pipeline;
    private readonly AddedTokens _added;
    private readonly bool _isWordByWord;
    private readonly bool _canSlip;

    public SectionEncoder(TokenizerPipeline pipeline, AddedTokens added)
    {
        _pipeline = pipeline;
        _added = added;
        _isWordByWord = pipeline.Model.IsDeterministic && SpaceCuts.ChangeNothing(pipeline.Normalizer, pipeline.PreTokenizer)
            && added.Normalized is null or { StaysInWords: true };
        _canSlip = pipeline.Normalizer is { CanSlip: true };
    }

    /// <summary>Adds the tokens of a section.</summary>
    /// <param name="section">A stretch of the text, not empty, without half surrogate pairs.</param>
    /// <param name="origin">Where it begins in the text.</param>
    /// <param name="text">The text, where it is at hand as a string; else null.</param>
    /// <param name="tokens">Receives the tokens.</param>
    /// <param name="workspace">The lists to use.</param>
    public void Encode(ReadOnlySpan<char> section, int origin, string? text, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        if (!_isWordByWord || (_canSlip && !SpaceCuts.BeginsPlainly(section)))
        {
            EncodeWhole(section, origin, text, tokens, workspace);
            return;
        }
        var cache = workspace.WordsOf(this);
        int start = 0;
        while (start < section.Length)
        {
            int end = SpaceCuts.Next(section, start + 1); // a word's own space stands before it
            var word = section[start..end];
            // What a text begins with may be treated otherwise than what begins after an added token.
            bool isAlone = word.Length > WordCache.LongestWord || (start == 0 && origin > 0);
            if (isAlone)
                EncodeWhole(word, origin + start, text, tokens, workspace);
            else if (cache.TryGet(word, out var kept, out int pieces))
                tokens.Append(kept, pieces, origin + start);
            else
                EncodeNewWord(word, origin + start, text, tokens, workspace, cache);
            start = end;
        }
    }

    private void EncodeNewWord(
        ReadOnlySpan<char> word, int origin, string? text, EncodingBuilder tokens, EncodingWorkspace workspace, WordCache cache)
    {
        var made = workspace.Word;
        made.Clear(idsOnly: false);
        EncodeWhole(word, 0, null, made, workspace);
        if (made.Renamed.Length > 0)
        {
            EncodeWhole(word, origin, text, tokens, workspace);
            return;
        }
        var kept = new WordToken[made.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            var (start, length) = made.Ranges[i];
            kept[i] = new WordToken(made.Ids[i], (ushort)start, (ushort)length, (ushort)made.Words[i], made.Unknown.BinarySearch(i) >= 0);
        }
        cache.Add(word, kept, made.Word);
        tokens.Append(kept, made.Word, origin);
    }

    private void EncodeWhole(ReadOnlySpan<char> section, int origin, string? text, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        var arrays = workspace.Ranges;
        var piece = text is null ? new Piece(new AlignedText(section.ToString(), origin, arrays)) : new Piece(new AlignedText(text, 0, arrays), origin, section.Length);
        piece = _pipeline.Normalizer?.Apply(piece) ?? piece;
        var search = new AddedTokenSearch(_added.Normalized, piece.Span);
        while (search.Next())
        {
            Encode(piece.Slice(search.Gap.Start, search.Gap.Length), tokens, workspace);
            var match = piece.Slice(search.Match.Start, search.Match.Length);
            AddedTokens.Append(search.Token, match.Span, match.Original, tokens);
        }
        Encode(piece.Slice(search.Gap.Start, search.Gap.Length), tokens, workspace);
        arrays.TakeBack();
    }

    private void Encode(Piece piece, EncodingBuilder tokens, EncodingWorkspace workspace)
    {
        if (piece.Length == 0)
            return;
        var cache = _pipeline.Model.IsDeterministic ? workspace.PiecesOf(this) : null;
        if (_pipeline.PreTokenizer is { } preTokenizer)
            preTokenizer.Apply(piece, EncodeWord);
        else
            EncodeWord(piece);

        void EncodeWord(Piece word)
        {
            Encode(word, cache, tokens, workspace.PieceTokens);
            tokens.Word++;
        }
    }

    private void Encode(Piece piece, WordCache? cache, EncodingBuilder tokens, TokenBuffer made)
    {
        var model = _pipeline.Model;
        for (int start = 0, end; start < piece.Length; start = end)
        {
            end = model.EndOfPart(piece.Span, start);
            var part = piece.Slice(start, end - start);
            bool isKept = cache is not null && part.Length <= WordCache.LongestWord;
            if (isKept && cache!.TryGet(part.Span, out var kept, out _))
            {
                tokens.Append(part, kept);
                continue;
            }
            made.Clear();
            model.Tokenize(part.Span, made);
            tokens.Append(part, made.Tokens);
            if (isKept)
                Keep(part.Span, made.Tokens, cache!);
        }
    }

    private static void Keep(ReadOnlySpan<char> piece, ReadOnlySpan<PieceToken> made, WordCache cache)
    {
        var kept = new WordToken[made.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            var (id, start, length, kind) = made[i];
            if (kind == PieceTokenKind.UnknownSurface)
                return;
            kept[i] = new WordToken(id, (ushort)start, (ushort)length, 0, kind == PieceTokenKind.Unknown);
        }
        cache.Add(piece, kept, 1);
    }
}
