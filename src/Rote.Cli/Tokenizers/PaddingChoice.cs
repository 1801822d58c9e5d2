using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>The padding that <c>--pad</c> asks for.</summary>
internal static class PaddingChoice
{
    // What tokenizers call their pad where their file does not say.
    private static readonly string[] Names = ["[PAD]", "<pad>", "<|pad|>", "<|endoftext|>"];

    /// <summary>Makes the padding.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="length">Tokens to reach; 0 pads nothing.</param>
    /// <param name="named">The pad; null takes the tokenizer's own.</param>
    /// <returns>The padding; null for none.</returns>
    /// <exception cref="UsageException">The tokenizer has no such token.</exception>
    public static PaddingOptions? Of(Tokenizer tokenizer, int length, string? named)
    {
        if (length == 0)
            return null;
        var own = tokenizer.Pipeline.Padding ?? new PaddingOptions();
        if (named is null && tokenizer.Pipeline.Padding is not null)
            return own with { Strategy = new PaddingStrategy.Fixed(length) };
        string? configured = tokenizer.Pipeline.Config?.SpecialTokens.GetValueOrDefault("pad_token")?.Content;
        string? pad = named ?? Names.Prepend(configured).FirstOrDefault(name => name is not null && tokenizer.TokenToId(name) is not null);
        if (pad is null)
            throw new UsageException("'--pad' needs a token to pad with, and the tokenizer names none: give '--pad-token'.");
        return tokenizer.TokenToId(pad) is { } id
            ? own with { Strategy = new PaddingStrategy.Fixed(length), PadId = id, PadToken = pad }
            : throw new UsageException($"'--pad-token' must be a token of the tokenizer; got '{pad}'.");
    }
}
