namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Several pre-tokenizers; each splits the pieces of the one before.</summary>
    /// <param name="PreTokenizers">The pre-tokenizers, in order.</param>
    public sealed record Sequence(IReadOnlyList<PreTokenizer> PreTokenizers) : PreTokenizer
    {
        // Each that waits for the pieces of the one before it takes room on the stack.
        private const int MostWaiting = 16;

        /// <summary>Compares pre-tokenizer by pre-tokenizer.</summary>
        /// <param name="other">Another sequence.</param>
        /// <returns>True when the pre-tokenizers are the same, in the same order.</returns>
        public bool Equals(Sequence? other) => other is not null && PreTokenizers.SequenceEqual(other.PreTokenizers);

        /// <inheritdoc/>
        public override int GetHashCode() => PreTokenizers.Aggregate(0, HashCode.Combine);

        // The first sees the space that a cut begins with; those after it may see another sign in its place.
        internal override bool SplitsAtSpaces => PreTokenizers is [{ SplitsAtSpaces: true }, ..] && !PreTokenizers.Skip(1).Any(preTokenizer => preTokenizer.LooksAtStart);

        internal override bool LooksAtStart => PreTokenizers.Any(preTokenizer => preTokenizer.LooksAtStart);

        // Every piece goes all the way before the next is made: what is made of it on the way is not kept.
        internal override void Apply(Piece piece, Action<Piece> take)
        {
            List<Piece> pieces = [piece];
            int from = 0;
            for (; PreTokenizers.Count - from > MostWaiting; from += MostWaiting)
            {
                var next = new List<Piece>();
                pieces.ForEach(Chain(from, from + MostWaiting, next.Add));
                pieces = next;
            }
            pieces.ForEach(Chain(from, PreTokenizers.Count, take));
        }

        private Action<Piece> Chain(int from, int to, Action<Piece> take)
        {
            while (to > from)
            {
                var (preTokenizer, next) = (PreTokenizers[--to], take);
                take = piece => preTokenizer.Apply(piece, next);
            }
            return take;
        }
    }
}
