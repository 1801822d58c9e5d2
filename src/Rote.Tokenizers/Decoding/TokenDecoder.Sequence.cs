namespace Rote.Tokenizers;

public abstract partial record TokenDecoder
{
    /// <summary>Several decoders, one after the other.</summary>
    /// <param name="Decoders">The decoders, in order.</param>
    public sealed record Sequence(IReadOnlyList<TokenDecoder> Decoders) : TokenDecoder
    {
        /// <summary>Compares decoder by decoder.</summary>
        /// <param name="other">Another sequence.</param>
        /// <returns>True when the decoders are the same, in the same order.</returns>
        public bool Equals(Sequence? other) => other is not null && Decoders.SequenceEqual(other.Decoders);

        /// <inheritdoc/>
        public override int GetHashCode() => Decoders.Aggregate(0, HashCode.Combine);

        internal override IEnumerable<string> Apply(IEnumerable<string> tokens)
        {
            foreach (var decoder in Decoders)
                tokens = decoder.Apply(tokens);
            return tokens;
        }
    }
}
