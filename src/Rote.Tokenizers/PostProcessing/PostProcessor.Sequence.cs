namespace Rote.Tokenizers;

public abstract partial record PostProcessor
{
    /// <summary>Several post-processors, one after the other.</summary>
    /// <param name="PostProcessors">The post-processors, in order; one template among them at most.</param>
    public sealed record Sequence(IReadOnlyList<PostProcessor> PostProcessors) : PostProcessor
    {
        /// <summary>Compares post-processor by post-processor.</summary>
        /// <param name="other">Another sequence.</param>
        /// <returns>True when the post-processors are the same, in the same order.</returns>
        public bool Equals(Sequence? other) => other is not null && PostProcessors.SequenceEqual(other.PostProcessors);

        /// <inheritdoc/>
        public override int GetHashCode() => PostProcessors.Aggregate(0, HashCode.Combine);

        internal override void Apply(LayoutDraft draft, bool addSpecialTokens)
        {
            foreach (var postProcessor in PostProcessors)
                postProcessor.Apply(draft, addSpecialTokens);
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf)
        {
            var violations = PostProcessors.SelectMany(inner => inner.Violations(tokenOf));
            return Templates > 1 ? violations.Append($"the post-processor's sequence holds {Templates} templates; leave one: a template takes texts, not what another made of them.") : violations;
        }

        private int Templates => PostProcessors.Sum(inner => inner is Template ? 1 : inner is Sequence sequence ? sequence.Templates : 0);
    }
}
