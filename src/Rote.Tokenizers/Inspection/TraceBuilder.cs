using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Walks a text through the parts of a pipeline, as encoding does, and writes down what each makes of it.</summary>
internal sealed class TraceBuilder(TokenizerPipeline pipeline, AddedTokens added)
{
    /// <summary>Cuts a text at added tokens, and follows what lies between.</summary>
    /// <param name="text">A text without half surrogate pairs.</param>
    public List<TraceSection> Sections(string text)
    {
        var sections = new List<TraceSection>();
        var search = new AddedTokenSearch(added.Original, text);
        while (search.Next())
        {
            AddGap(search.Gap);
            sections.Add(new TraceSection.Added(search.Token, search.Match.Start, search.Match.Length));
        }
        AddGap(search.Gap);
        return sections;

        void AddGap((int Start, int Length) gap)
        {
            if (gap.Length > 0)
                sections.Add(Section(new Piece(new AlignedText(text), gap.Start, gap.Length)));
        }
    }

    private TraceSection.Text Section(Piece piece)
    {
        var (start, length) = (piece.Start, piece.Length);
        var steps = new List<NormalizationStep>();
        foreach (var normalizer in Leaves(pipeline.Normalizer))
        {
            string before = piece.Span.ToString();
            piece = normalizer.Apply(piece);
            steps.Add(new NormalizationStep(PartsJson.Of(normalizer), !piece.Span.SequenceEqual(before), Characters(piece)));
        }
        var parts = new List<TracePart>();
        var search = new AddedTokenSearch(added.Normalized, piece.Span);
        while (search.Next())
        {
            AddGap(search.Gap);
            parts.Add(new TracePart.Added(search.Token, Traced(piece.Slice(search.Match.Start, search.Match.Length))));
        }
        AddGap(search.Gap);
        return new TraceSection.Text(start, length, steps, Characters(piece), parts);

        void AddGap((int Start, int Length) gap)
        {
            if (gap.Length > 0)
                parts.Add(Part(piece.Slice(gap.Start, gap.Length)));
        }
    }

    private TracePart.Text Part(Piece piece)
    {
        var steps = new List<SplittingStep>();
        List<Piece> pieces = [piece];
        foreach (var preTokenizer in Leaves(pipeline.PreTokenizer))
        {
            var next = new List<Piece>();
            foreach (var whole in pieces)
                preTokenizer.Apply(whole, next.Add);
            pieces = next;
            steps.Add(new SplittingStep(PartsJson.Of(preTokenizer), [.. pieces.Select(Traced)]));
        }
        return new TracePart.Text(steps, [.. pieces.Select(Word)]);
    }

    private TracedWord Word(Piece piece)
    {
        var buffer = new TokenBuffer();
        pipeline.Model.Tokenize(piece.Span, buffer);
        var tokens = new TracedToken[buffer.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            var token = buffer.Tokens[i];
            var (text, start, length) = Traced(piece.Slice(token.Start, token.Length));
            string name = token.Kind == PieceTokenKind.UnknownSurface ? text : pipeline.Model.IdToToken(token.Id)!;
            tokens[i] = new TracedToken(token.Id, name, text, start, length, token.Kind != PieceTokenKind.Known);
        }
        return new TracedWord(Traced(piece), tokens);
    }

    private static TracedPiece Traced(Piece piece)
    {
        var (start, length) = piece.Original;
        return new TracedPiece(piece.Span.ToString(), start, length);
    }

    private static TracedCharacter[] Characters(Piece piece)
    {
        var characters = new List<TracedCharacter>(piece.Length);
        int at = 0;
        foreach (var rune in piece.Span.EnumerateRunes())
        {
            var (start, length) = piece.Slice(at, rune.Utf16SequenceLength).Original;
            characters.Add(new TracedCharacter(rune, start, length));
            at += rune.Utf16SequenceLength;
        }
        return [.. characters];
    }

    private static IEnumerable<Normalizer> Leaves(Normalizer? normalizer) =>
        normalizer is Normalizer.Sequence sequence ? sequence.Normalizers.SelectMany(Leaves) : normalizer is null ? [] : [normalizer];

    private static IEnumerable<PreTokenizer> Leaves(PreTokenizer? preTokenizer) =>
        preTokenizer is PreTokenizer.Sequence sequence ? sequence.PreTokenizers.SelectMany(Leaves) : preTokenizer is null ? [] : [preTokenizer];
}
