namespace Rote.Tokenizers;

/// <summary>What BPE training finds.</summary>
/// <param name="Tokens">The tokens by id: special tokens, characters, then what the merges made.</param>
/// <param name="Merges">The merges by rank; each pair is there once.</param>
/// <param name="Trace">The merges as they were made, and how often each pair was there then. A pair that was merged twice has the later rank.</param>
/// <param name="TokensBeforeMerges">How many tokens there were before the first merge.</param>
internal sealed record TrainedMerges(
    IReadOnlyList<string> Tokens,
    IReadOnlyList<(string Left, string Right)> Merges,
    IReadOnlyList<(string Left, string Right, long Count)> Trace,
    int TokensBeforeMerges)
{
    /// <summary>The tokens with their ids.</summary>
    public IEnumerable<KeyValuePair<string, int>> Vocabulary => Tokens.Select((token, id) => KeyValuePair.Create(token, id));
}
