using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>
/// A vocabulary of pieces with scores: text is cut into the pieces whose scores add up to most. The vocabulary's special tokens are pieces like others.
/// </summary>
/// <remarks>
/// Kudo 2018, section 3, https://arxiv.org/abs/1804.10959. As in Hugging Face's tokenizers: where no piece is the next character alone, an unknown one is
/// offered at the lowest score less 10; of equal sums the one whose last piece begins earlier stays; neighbouring unknown characters become one token.
/// </remarks>
public sealed class UnigramModel : TokenizerModel
{
    /// <summary>The most UTF-16 units of a piece.</summary>
    internal const int LongestPiece = 4096;

    /// <summary>How far below the lowest score an unknown character's is.</summary>
    internal const double UnknownPenalty = 10;

    private const int PathOnStack = 128;

    private readonly UnigramPiece[] _pieces;
    private readonly double[] _scores;
    private readonly PieceTrie _trie;
    private readonly int[]? _bytes;
    private readonly double _unknownScore;

    /// <summary>Makes the model.</summary>
    /// <param name="pieces">The vocabulary by id; each text is there once.</param>
    /// <param name="unknownId">The id of the piece that stands for what the vocabulary lacks; null: text that it lacks cannot be encoded.</param>
    /// <param name="byteFallback">
    /// True gives unknown characters as pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, one for each of their UTF-8 bytes, where the vocabulary has all that are needed.
    /// </param>
    /// <exception cref="ArgumentException">A piece repeats, is empty or too long, a score is not finite, or the unknown id is that of no piece.</exception>
    public UnigramModel(IEnumerable<UnigramPiece> pieces, int? unknownId, bool byteFallback = false)
        : this([.. pieces], unknownId, byteFallback, wrong => new ArgumentException($"`pieces`: {wrong}", nameof(pieces)))
    {
    }

    internal UnigramModel(UnigramPiece[] pieces, int? unknownId, bool byteFallback, Func<string, Exception> fail)
    {
        Check(pieces, unknownId, fail);
        _pieces = pieces;
        UnknownId = unknownId;
        ByteFallback = byteFallback;
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknownScore = _scores.Min() - UnknownPenalty;
        _trie = PieceTrieBuilder.Build([.. pieces.Select(piece => piece.Text)], fail);
        if (byteFallback)
            _bytes = [.. Enumerable.Range(0, 256).Select(value => _trie.Find(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];
    }

    /// <summary>The vocabulary by id.</summary>
    public IReadOnlyList<UnigramPiece> Pieces => _pieces;

    /// <summary>True when unknown characters become bytes.</summary>
    public bool ByteFallback { get; }

    /// <inheritdoc/>
    public override int VocabularySize => _pieces.Length;

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <inheritdoc/>
    public override int? TokenToId(string token) => _trie.Find(token) is >= 0 and int id ? id : null;

    /// <inheritdoc/>
    public override string? IdToToken(int id) => id >= 0 && id < _pieces.Length ? _pieces[id].Text : null;

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        UnigramStep[]? rented = piece.Length < PathOnStack ? null : ArrayPool<UnigramStep>.Shared.Rent(piece.Length + 1);
        Span<UnigramStep> path = rented is null ? stackalloc UnigramStep[PathOnStack] : rented;
        path = path[..(piece.Length + 1)];
        try
        {
            FindBest(piece, path);
            int end = PointForward(path), start = 0;
            while (start < piece.Length)
            {
                int id = path[end].Piece, from = start;
                (start, end) = (end, path[end].Other);
                if (id != UnknownId)
                {
                    tokens.Add(id, from, start - from);
                    continue;
                }
                while (start < piece.Length && path[end].Piece == id)
                    (start, end) = (end, path[end].Other);
                AddUnknown(piece, from, start, tokens);
            }
        }
        finally
        {
            if (rented is not null)
                ArrayPool<UnigramStep>.Shared.Return(rented);
        }
    }

    // Leaves at every reachable end of a piece the best way there.
    private void FindBest(ReadOnlySpan<char> text, Span<UnigramStep> path)
    {
        path.Fill(new UnigramStep { Other = UnigramStep.None });
        for (int start = 0, width; start < text.Length; start += width)
        {
            width = start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? 2 : 1;
            double before = path[start].Score;
            bool single = false;
            int node = PieceTrie.Root;
            for (int end = start; end < text.Length && _trie.Step(ref node, text[end]);)
            {
                end++;
                int id = _trie.PieceAt(node);
                if (id < 0)
                    continue;
                ref var step = ref path[end];
                double score = before + _scores[id];
                if (step.Other == UnigramStep.None || score > step.Score)
                    step = new UnigramStep { Score = score, Other = start, Piece = id };
                single |= end - start == width;
            }
            if (single)
                continue;
            ref var unknown = ref path[start + width];
            if (unknown.Other == UnigramStep.None || before + _unknownScore > unknown.Score)
                unknown = new UnigramStep { Score = before + _unknownScore, Other = start, Piece = UnknownId ?? throw Missing(text.Slice(start, width)) };
        }
    }

    // The way back from the end becomes the way forward: each step then holds the end of the next one. Returns the end of the first.
    private static int PointForward(Span<UnigramStep> path)
    {
        int next = 0;
        for (int end = path.Length - 1; end > 0;)
            (path[end].Other, next, end) = (next, end, path[end].Other);
        return next;
    }

    private void AddUnknown(ReadOnlySpan<char> piece, int start, int end, TokenBuffer tokens)
    {
        var run = piece[start..end];
        // Where scores are above 10, a run of unknown characters can be a piece after all; and the unknown piece's own text is one.
        if (_trie.Find(run) is >= 0 and int id)
            tokens.Add(id, start, run.Length);
        else if (_bytes is null || !AddBytes(run, start, tokens))
            tokens.Add(UnknownId!.Value, start, run.Length, PieceTokenKind.UnknownSurface);
    }

    // Every byte stands for the whole run.
    private bool AddBytes(ReadOnlySpan<char> run, int start, TokenBuffer tokens)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in run.EnumerateRunes())
        {
            foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (_bytes![value] < 0)
                    return false;
            }
        }
        foreach (var rune in run.EnumerateRunes())
        {
            foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
                tokens.Add(_bytes![value], start, run.Length);
        }
        return true;
    }

    private static InvalidOperationException Missing(ReadOnlySpan<char> character)
    {
        Rune.DecodeFromUtf16(character, out var rune, out _);
        return new InvalidOperationException(
            $"The text holds '{rune}' (U+{rune.Value:X4}), which the vocabulary lacks, and the model has no unknown token (unk_id is null). Use a model that has one.");
    }

    private static void Check(UnigramPiece[] pieces, int? unknownId, Func<string, Exception> fail)
    {
        if (pieces.Length == 0)
            throw fail("the vocabulary holds no piece; it must hold one at least.");
        for (int id = 0; id < pieces.Length; id++)
        {
            var (text, score) = pieces[id];
            if (text is not { Length: > 0 and <= LongestPiece })
                throw fail($"piece {id} has {text?.Length ?? 0:N0} UTF-16 units; a piece must have 1 to {LongestPiece:N0}.");
            if (LoneSurrogates.IndexOf(text) >= 0)
                throw fail($"piece {id} holds half a surrogate pair; pieces must be Unicode text.");
            if (!double.IsFinite(score))
                throw fail(string.Create(CultureInfo.InvariantCulture, $"piece {id}, '{text}', has the score {score}; scores must be finite numbers."));
        }
        if (unknownId is { } unknown && (unknown < 0 || unknown >= pieces.Length))
            throw fail($"the unknown piece has the id {unknown}; it must be one of the {pieces.Length} pieces, 0 to {pieces.Length - 1}.");
    }
}
