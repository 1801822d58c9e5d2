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

    /// <summary>The id of an unknown token that must be there.</summary>
    private protected int RequireUnknown(string token, Func<string, Exception> fail) => Vocabulary.TryGetId(token, out int id)
        ? id
        : throw fail($"the unknown token '{token}' is not among the {Vocabulary.Count} tokens of the vocabulary; add it, or name another one.");
}
