namespace Rote.Tokenizers.Serialization;

/// <summary>The merges of a SentencePiece BPE model, whose files hold the pieces and their scores only.</summary>
/// <remarks>
/// As the converters of Hugging Face's transformers do it: every cut of a piece into two pieces is a merge; first those that make the piece of the highest
/// score, then those whose left part has most characters, then those whose right part has; then those of the piece of the lower id.
/// </remarks>
internal static class SentencePieceMerges
{
    // Real models have 2 to 3 merges a piece; a family of runs of one character as long as 31 has 30.
    private const int MostMergesEach = 32, MostMergesBesides = 1 << 16;

    /// <summary>The merges by rank, as ids.</summary>
    /// <param name="pieces">The pieces by id, none empty.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static List<(int Left, int Right)> Of(IReadOnlyList<SentencePiece> pieces, Func<string, Exception> fail)
    {
        string[] texts = [.. pieces.Select(piece => piece.Text)];
        var prefixes = PieceTrieBuilder.Build(texts, fail);
        // Read from the end, so that all cuts of a piece take one walk and not one each.
        var suffixes = PieceTrieBuilder.Build([.. texts.Select(Reversed)], fail);
        long most = (long)MostMergesEach * texts.Length + MostMergesBesides;
        var merges = new List<Merge>();
        int[] rights = [];
        for (int id = 0; id < texts.Length; id++)
        {
            if (!CanMerge(pieces[id].Kind))
                continue;
            string text = texts[id];
            if (rights.Length < text.Length)
                rights = new int[text.Length * 2];
            FindRights(text, suffixes, rights);
            int node = PieceTrie.Root, length = Characters(text), leftLength = 0;
            for (int cut = 1; cut < text.Length && prefixes.Step(ref node, text[cut - 1]); cut++)
            {
                leftLength += char.IsLowSurrogate(text[cut - 1]) ? 0 : 1;
                int left = prefixes.PieceAt(node), right = rights[cut];
                if (left < 0 || right < 0 || !CanMerge(pieces[left].Kind) || !CanMerge(pieces[right].Kind))
                    continue;
                merges.Add(new Merge(pieces[id].Score, leftLength, length - leftLength, id, left, right));
                if (merges.Count > most)
                    throw fail($"its {texts.Length:N0} pieces can be cut into two pieces in more than {most:N0} ways; use a model whose pieces are less alike.");
            }
        }
        merges.Sort();
        return [.. merges.Select(merge => (merge.Left, merge.Right))];
    }

    // For each place of a text the piece that goes from there to its end, or -1.
    private static void FindRights(string text, PieceTrie suffixes, int[] rights)
    {
        int node = PieceTrie.Root, start = text.Length;
        while (start > 1 && suffixes.Step(ref node, text[start - 1]))
            rights[--start] = suffixes.PieceAt(node);
        rights.AsSpan(0, start).Fill(-1);
    }

    private static int Characters(string text)
    {
        int count = 0;
        foreach (char unit in text)
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        return count;
    }

    // Bytes, controls and the unknown piece are made of no text.
    private static bool CanMerge(SentencePieceKind kind) => kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined or SentencePieceKind.Unused;

    private static string Reversed(string text) => string.Create(text.Length, text, static (units, text) =>
    {
        text.CopyTo(units);
        units.Reverse();
    });

    private readonly record struct Merge(float Score, int LeftLength, int RightLength, int Piece, int Left, int Right) : IComparable<Merge>
    {
        public int CompareTo(Merge other) => Score != other.Score ? other.Score.CompareTo(Score)
            : LeftLength != other.LeftLength ? other.LeftLength - LeftLength
            : RightLength != other.RightLength ? other.RightLength - RightLength
            : Piece - other.Piece;
    }
}
