namespace Rote.Tokenizers;

/// <summary>What makes tokens of a piece of text: the part of a tokenizer that is learnt. The kinds of model are closed.</summary>
public abstract class TokenizerModel
{
    private protected TokenizerModel()
    {
    }

    /// <summary>One more than the highest id of the model's own vocabulary.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>The id of the token that stands for what the vocabulary lacks; null when the model has none.</summary>
    public abstract int? UnknownId { get; }

    /// <summary>The id of a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Its id; null when the vocabulary lacks it.</returns>
    public abstract int? TokenToId(string token);

    /// <summary>The token of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The token; null when there is none.</returns>
    public abstract string? IdToToken(int id);

    /// <summary>True when the tokens of a piece depend on nothing but the piece, so that they can be kept. Default: true.</summary>
    internal virtual bool IsDeterministic => true;

    /// <summary>Where a part of a piece ends: what it becomes and what the rest becomes do not depend on each other. Default: at the piece's end.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="start">Where the part begins: at the piece's start, or where the part before it ends.</param>
    internal virtual int EndOfPart(ReadOnlySpan<char> piece, int start) => piece.Length;

    /// <summary>Makes tokens of a piece that is not empty.</summary>
    internal abstract void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens);
}
