namespace Rote.Tokenizers;

public sealed partial class Tokenizer
{
    /// <summary>Makes text of ids.</summary>
    /// <param name="ids">The ids. One that has no token is left out, as Hugging Face does: models may have more rows than tokens.</param>
    /// <param name="skipSpecialTokens">True leaves out added tokens that are special, the unknown token among them if it is one.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidOperationException">The decoder cuts more off a token than there is (<see cref="TokenDecoder.Strip"/>).</exception>
    public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        string text = Join(ids.Select(id => TokenToShow(id, skipSpecialTokens)).OfType<string>());
        return Pipeline.CleansUpSpaces ? SpaceCleanup.Apply(text, joinsDoNot: false) : text;
    }

    /// <summary>
    /// Begins to make text of ids that come one by one, such as those of a model that generates. It leaves spaces before punctuation as they are, whatever
    /// <see cref="TokenizerConfig.CleanUpSpaces"/> says: what is shown cannot be taken back.
    /// </summary>
    /// <param name="skipSpecialTokens">True leaves out added tokens that are special.</param>
    /// <returns>A decoder for one sequence of ids.</returns>
    public StreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens = true) => new(this, skipSpecialTokens);

    /// <summary>The token that an id adds to a decoding; null when it adds none.</summary>
    internal string? TokenToShow(int id, bool skipSpecialTokens) => IdToToken(id) is { } token && !(skipSpecialTokens && _added.IsSpecial(token)) ? token : null;

    /// <summary>The text of tokens.</summary>
    internal string Join(IEnumerable<string> tokens) => Pipeline.Decoder is { } decoder ? string.Concat(decoder.Apply(tokens)) : string.Join(' ', tokens);
}
