namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>Several normalizers, one after the other.</summary>
    /// <param name="Normalizers">The normalizers, in order.</param>
    public sealed record Sequence(IReadOnlyList<Normalizer> Normalizers) : Normalizer
    {
        /// <summary>Compares normalizer by normalizer.</summary>
        /// <param name="other">Another sequence.</param>
        /// <returns>True when the normalizers are the same, in the same order.</returns>
        public bool Equals(Sequence? other) => other is not null && Normalizers.SequenceEqual(other.Normalizers);

        /// <inheritdoc/>
        public override int GetHashCode() => Normalizers.Aggregate(0, HashCode.Combine);

        internal override bool KeepsWordsApart => Normalizers.All(normalizer => normalizer.KeepsWordsApart);

        internal override bool CanSlip => Normalizers.Any(normalizer => normalizer.CanSlip);

        internal override Piece Apply(Piece piece)
        {
            foreach (var normalizer in Normalizers)
                piece = normalizer.Apply(piece);
            return piece;
        }
    }
}
