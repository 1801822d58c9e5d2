using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>The pieces under training, with what a lattice needs to know of them. An unknown character counts as one more piece, which no text is.</summary>
internal sealed class UnigramLexicon
{
    /// <summary>Makes it.</summary>
    /// <param name="texts">The pieces by id: at least one, none twice.</param>
    /// <param name="scores">Their scores.</param>
    public UnigramLexicon(string[] texts, double[] scores)
    {
        Texts = texts;
        Scores = scores;
        Trie = PieceTrieBuilder.Build(texts, wrong => new UnreachableException(wrong));
        LowestScore = scores.Min();
    }

    public string[] Texts { get; }

    public double[] Scores { get; }

    public PieceTrie Trie { get; }

    public double LowestScore { get; }

    public double UnknownScore => LowestScore - UnigramModel.UnknownPenalty;

    /// <summary>The id of an unknown character.</summary>
    public int UnknownId => Texts.Length;

    /// <summary>The number of pieces, the unknown one counted.</summary>
    public int Count => Texts.Length + 1;
}
