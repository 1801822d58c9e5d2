using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

public sealed partial class Tokenizer
{
    /// <summary>Encodes a text, and shows what every stage makes of it. It is for people who look; encoding alone is much faster.</summary>
    /// <param name="text">Any text. Half surrogate pairs are read as U+FFFD.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>The text stage by stage. A model with dropout tosses its coins anew for the stages and for the encoding.</returns>
    /// <exception cref="InvalidOperationException">The pipeline's truncation cannot cut this text, or its decoder cannot decode the tokens.</exception>
    public TokenizerTrace Trace(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        string whole = LoneSurrogates.Replace(text);
        var encoding = Encode(whole, addSpecialTokens);
        return new TokenizerTrace(whole, new TraceBuilder(Pipeline, _added).Sections(whole), encoding, Decode(encoding.Ids), Decode(encoding.Ids, skipSpecialTokens: false));
    }

    /// <summary>The parts with their options as JSON.</summary>
    /// <returns>What <see cref="Save"/> writes, on one line; in place of vocabularies, merges and character maps is their length.</returns>
    public string DescribeParts() => PartsJson.Of(Pipeline);
}
