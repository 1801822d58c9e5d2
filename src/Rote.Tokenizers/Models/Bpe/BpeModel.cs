namespace Rote.Tokenizers;

/// <summary>Byte-pair encoding: a piece is cut into characters, and neighbours are merged, the pair of the lowest rank first and then the leftmost one.</summary>
/// <remarks>
/// Sennrich et al. 2016, section 3.2. https://aclanthology.org/P16-1162. Byte-level BPE is this over pieces whose characters stand for bytes.
/// </remarks>
public sealed class BpeModel : VocabularyModel
{
    /// <summary>What stands for a space in SentencePiece's vocabularies.</summary>
    private const char WordMark = '▁';

    private readonly BpeMerges _merges;
    private readonly BpeAlphabet _alphabet;
    private readonly Func<int>? _unknown;
    private readonly bool _marksWords;
    private long _pieces;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="merges">
    /// Pairs of tokens by rank, the first to be merged first. Both, and what they make (the left one, then the right one without the continuing prefix), are in the
    /// vocabulary. Of a pair that is there twice the later rank counts, as Hugging Face has it.
    /// </param>
    /// <param name="options">Everything else; null is the defaults.</param>
    /// <exception cref="ArgumentException">Tokens or ids repeat, an id is out of range, a merge cannot be made, or an option is invalid.</exception>
    public BpeModel(IEnumerable<KeyValuePair<string, int>> vocabulary, IEnumerable<(string Left, string Right)> merges, BpeOptions? options = null)
        : this(
            Vocabulary.Create(Vocabulary.Wide(vocabulary), wrong => new ArgumentException($"`vocabulary`: {wrong}", nameof(vocabulary))),
            options ?? new BpeOptions(),
            wrong => new ArgumentException($"`merges` or `options`: {wrong}"),
            merges.TryGetNonEnumeratedCount(out int count) ? count : 0,
            list =>
            {
                foreach (var (left, right) in merges)
                    list.Add(left, right);
            })
    {
    }

    internal BpeModel(Vocabulary vocabulary, BpeOptions options, Func<string, Exception> fail, int expectedMerges, Action<BpeMerges> addMerges)
        : base(vocabulary)
    {
        string[] violations = [.. options.Violations()];
        if (violations.Length > 0)
            throw fail(string.Join(' ', violations));
        Options = options;
        _merges = new BpeMerges(vocabulary, options.ContinuingPrefix ?? "", expectedMerges, fail);
        addMerges(_merges);
        _alphabet = new BpeAlphabet(vocabulary, options);
        _marksWords = MarksWords(vocabulary, options);
        UnknownId = options.UnknownToken is null ? null : vocabulary.Find(options.UnknownToken);
        if (options.UnknownToken is { } token)
            _unknown = () => RequireUnknown(token);
    }

    private BpeModel(BpeModel other, BpeOptions options)
        : base(other.Vocabulary)
    {
        (_merges, _alphabet, _unknown, _marksWords, UnknownId) = (other._merges, other._alphabet, other._unknown, other._marksWords, other.UnknownId);
        Options = options;
    }

    /// <summary>How it makes tokens, besides the vocabulary and the merges.</summary>
    public BpeOptions Options { get; }

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <summary>The merges by rank.</summary>
    public IEnumerable<(string Left, string Right)> Merges => _merges.Pairs.Select(pair => (IdToToken(pair.Left)!, IdToToken(pair.Right)!));

    internal override bool IsDeterministic => Options.Dropout is null or 0;

    /// <summary>This model with another dropout; they share their tables.</summary>
    /// <param name="dropout">See <see cref="BpeOptions.Dropout"/>; null turns it off.</param>
    /// <param name="seed">See <see cref="BpeOptions.DropoutSeed"/>.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentException">The dropout is not between 0 and 1.</exception>
    public BpeModel WithDropout(float? dropout, ulong seed = 0)
    {
        var options = Options with { Dropout = dropout, DropoutSeed = seed };
        string[] violations = [.. options.Violations()];
        return violations.Length == 0 ? new BpeModel(this, options) : throw new ArgumentException($"`dropout`: {string.Join(' ', violations)}", nameof(dropout));
    }

    // A mark after another character begins a part, because no token reaches over it.
    internal override int EndOfPart(ReadOnlySpan<char> piece, int start)
    {
        if (!_marksWords)
            return piece.Length;
        for (int at = start + 1; at < piece.Length; at++)
        {
            int found = piece[at..].IndexOf(WordMark);
            if (found < 0)
                break;
            at += found;
            if (piece[at - 1] != WordMark)
                return at;
        }
        return piece.Length;
    }

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        // With dropout pieces are always merged, as Hugging Face has it.
        if (Options.IgnoreMerges && IsDeterministic && Vocabulary.TryGetId(piece, out int whole))
        {
            tokens.Add(whole, 0, piece.Length);
            return;
        }
        var word = BpeWord.Empty(piece.Length);
        bool known = _alphabet.TryFill(piece, word);
        if (!known)
        {
            word.Clear();
            _alphabet.FillInBytes(piece, word, _unknown);
        }
        if (IsDeterministic)
            word.Merge(_merges);
        else
        {
            var coin = new DropoutCoin(Options.Dropout!.Value, Options.DropoutSeed, (ulong)Interlocked.Increment(ref _pieces));
            word.Merge(_merges, ref coin);
        }
        tokens.Reserve(word.Count);
        if (known)
            Emit(word, tokens);
        else
            EmitBytes(piece, word, tokens);
        word.Shrink();
    }

    // Affixes belong to a piece's ends, and where nothing stands for unknown characters, what is left out shifts the ranges of all that follows.
    private static bool MarksWords(Vocabulary vocabulary, BpeOptions options) =>
        options is { UnknownToken: not null, ContinuingPrefix: null or "", EndOfWordSuffix: null or "" } && vocabulary.TryGetId([WordMark], out _)
        && vocabulary.Entries.All(entry => !entry.Token.AsSpan().TrimStart(WordMark).Contains(WordMark));

    private static void Emit(BpeWord word, TokenBuffer tokens)
    {
        var ids = word.Ids;
        var widths = word.Widths;
        int start = 0;
        for (int at = 0; at < ids.Length; at++)
        {
            tokens.Add(ids[at], start, widths[at]);
            start += widths[at];
        }
    }

    // The widths count bytes one after the other from the start of the piece: a token has the characters that its bytes touch. What was left out is not counted,
    // so that ranges slide to the left.
    private void EmitBytes(ReadOnlySpan<char> piece, BpeWord word, TokenBuffer tokens)
    {
        var ids = word.Ids;
        var widths = word.Widths;
        var characters = new Utf8Cursor(piece);
        int start = 0;
        for (int at = 0; at < ids.Length; at++)
        {
            characters.MoveTo(start);
            int first = characters.Start;
            start += widths[at];
            characters.MoveTo(start - 1);
            int length = characters.End - first;
            // The vocabulary may hold the unknown token's text as it holds any other.
            bool unknown = ids[at] == UnknownId && !piece.Slice(first, length).SequenceEqual(Options.UnknownToken);
            tokens.Add(ids[at], first, length, unknown ? PieceTokenKind.Unknown : PieceTokenKind.Known);
        }
    }
}
