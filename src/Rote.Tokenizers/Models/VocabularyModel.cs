namespace Rote.Tokenizers;

/// <summary>A model whose tokens are the entries of a table. The kinds are closed.</summary>
public abstract class VocabularyModel : TokenizerModel
{
    private protected VocabularyModel(Vocabulary vocabulary) => Vocabulary = vocabulary;

    /// <inheritdoc/>
    public override int VocabularySize => Vocabulary.Size;

    /// <summary>All tokens with their ids, by id.</summary>
    public IEnumerable<(string Token, int Id)> Entries => Vocabulary.Entries;

    private protected Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public override int? TokenToId(string token) => Vocabulary.Find(token);

    /// <inheritdoc/>
    public override string? IdToToken(int id) => Vocabulary.Find(id);

    /// <summary>The id of the unknown token where it is needed; a vocabulary that never needs it may lack it.</summary>
    /// <exception cref="InvalidOperationException">The vocabulary lacks it.</exception>
    private protected int RequireUnknown(string token) => UnknownId ?? throw new InvalidOperationException(
        $"The text holds what the vocabulary lacks, and the unknown token '{token}' is not among its {Vocabulary.Count} tokens. Add it to the vocabulary, or name another one.");
}
