namespace Rote.Tokenizers;

public abstract partial record PreTokenizer
{
    /// <summary>Several pre-tokenizers; each splits the pieces of the one before.</summary>
    /// <param name="PreTokenizers">The pre-tokenizers, in order.</param>
    public sealed record Sequence(IReadOnlyList<PreTokenizer> PreTokenizers) : PreTokenizer
    {
        /// <summary>Compares pre-tokenizer by pre-tokenizer.</summary>
        /// <param name="other">Another sequence.</param>
        /// <returns>True when the pre-tokenizers are the same, in the same order.</returns>
        public bool Equals(Sequence? other) => other is not null && PreTokenizers.SequenceEqual(other.PreTokenizers);

        /// <inheritdoc/>
        public override int GetHashCode() => PreTokenizers.Aggregate(0, HashCode.Combine);

        internal override bool SplitsAtSpaces => PreTokenizers is [{ SplitsAtSpaces: true }, ..];

        internal override void Apply(Piece piece, List<Piece> pieces)
        {
            if (PreTokenizers.Count == 0)
            {
                pieces.Add(piece);
                return;
            }
            List<Piece> current = [piece], next = [];
            foreach (var preTokenizer in PreTokenizers.SkipLast(1))
            {
                foreach (var part in current)
                    preTokenizer.Apply(part, next);
                (current, next) = (next, current);
                next.Clear();
            }
            foreach (var part in current)
                PreTokenizers[^1].Apply(part, pieces);
        }
    }
}
