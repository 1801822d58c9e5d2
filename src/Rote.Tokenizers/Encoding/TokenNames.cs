namespace Rote.Tokenizers;

/// <summary>The token of each id that an encoding may hold.</summary>
internal sealed class TokenNames(TokenizerModel model, AddedTokens added)
{
    // Where both have the id, they agree.
    public string this[int id] => model.IdToToken(id) ?? added.ContentOf(id)!;
}
