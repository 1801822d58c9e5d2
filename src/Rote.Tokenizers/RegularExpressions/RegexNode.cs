namespace Rote.Tokenizers;

/// <summary>A part of a regular expression.</summary>
internal abstract record RegexNode
{
    private RegexNode()
    {
    }

    /// <summary>True when the empty text may match.</summary>
    public abstract bool CanBeEmpty { get; }

    /// <summary>The parts directly inside.</summary>
    public virtual IReadOnlyList<RegexNode> Parts => [];

    /// <summary>One character of a set.</summary>
    public sealed record OneOf(CodePointSet Set) : RegexNode
    {
        public override bool CanBeEmpty => false;
    }

    /// <summary>Parts one after the other.</summary>
    public sealed record Sequence(IReadOnlyList<RegexNode> Nodes) : RegexNode
    {
        public override bool CanBeEmpty => Nodes.All(node => node.CanBeEmpty);

        public override IReadOnlyList<RegexNode> Parts => Nodes;
    }

    /// <summary>The first of several that matches.</summary>
    public sealed record Choice(IReadOnlyList<RegexNode> Nodes) : RegexNode
    {
        public override bool CanBeEmpty => Nodes.Any(node => node.CanBeEmpty);

        public override IReadOnlyList<RegexNode> Parts => Nodes;
    }

    /// <summary>A part several times.</summary>
    /// <param name="Node">The part.</param>
    /// <param name="Least">How often at least.</param>
    /// <param name="Most">How often at most; null for any number.</param>
    /// <param name="Greed">Which number is tried first, and whether others are.</param>
    public sealed record Repeat(RegexNode Node, int Least, int? Most, RegexGreed Greed) : RegexNode
    {
        public override bool CanBeEmpty => Least == 0 || Node.CanBeEmpty;

        public override IReadOnlyList<RegexNode> Parts => [Node];
    }

    /// <summary>A part whose match a <see cref="Reference"/> repeats.</summary>
    public sealed record Capture(RegexNode Node) : RegexNode
    {
        public override bool CanBeEmpty => Node.CanBeEmpty;

        public override IReadOnlyList<RegexNode> Parts => [Node];
    }

    /// <summary>A part that keeps its first match.</summary>
    public sealed record Atomic(RegexNode Node) : RegexNode
    {
        public override bool CanBeEmpty => Node.CanBeEmpty;

        public override IReadOnlyList<RegexNode> Parts => [Node];
    }

    /// <summary>What must, or must not, come after a place or before it.</summary>
    public sealed record Look(RegexNode Node, bool IsBehind, bool IsNegative) : RegexNode
    {
        public override bool CanBeEmpty => true;

        public override IReadOnlyList<RegexNode> Parts => [Node];
    }

    /// <summary>The start of the text, or its end.</summary>
    public sealed record Edge(bool IsEnd) : RegexNode
    {
        public override bool CanBeEmpty => true;
    }

    /// <summary>The text that a <see cref="Capture"/> matched.</summary>
    /// <param name="Number">Which one, from 1.</param>
    /// <param name="CanBeEmpty">True when that text may be empty.</param>
    public sealed record Reference(int Number, bool CanBeEmpty) : RegexNode
    {
        public override bool CanBeEmpty { get; } = CanBeEmpty;
    }
}
