using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>
/// What a tokenizer_config.json says that Hugging Face's transformers heed beside a tokenizer.json. <see cref="Tokenizer.Load"/> of a folder applies it; all else that such
/// a file holds (the class, chat templates, what a model's inputs are called) is left alone.
/// </summary>
public sealed record TokenizerConfig
{
    /// <summary>How many tokens the model takes at most; null when the file names no limit, or one beyond 2,147,483,647. Encoding does not cut by itself.</summary>
    public int? ModelMaxLength { get; init; }

    /// <summary>True: decoding takes out spaces before English punctuation and contractions, except with byte-pair models. Default: false.</summary>
    public bool CleanUpSpaces { get; init; }

    /// <summary>Whether the begin token is put before a text; null: the file does not say. It counts where there is no tokenizer.json, which says it itself.</summary>
    public bool? AddBeginToken { get; init; }

    /// <summary>Whether the end token is put after a text; null: the file does not say. It counts where there is no tokenizer.json, which says it itself.</summary>
    public bool? AddEndToken { get; init; }

    /// <summary>Special tokens by what they are for, such as <c>bos_token</c>, <c>eos_token</c>, <c>unk_token</c>, <c>pad_token</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, AddedToken> SpecialTokens { get; init; } = new Dictionary<string, AddedToken>();

    /// <summary>Further special tokens. Default: none.</summary>
    public IReadOnlyList<AddedToken> ExtraSpecialTokens { get; init; } = [];

    /// <summary>The entries of <c>added_tokens_decoder</c> in order of their ids, which the tokenizer.json knows better and are left out. Default: none.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Reads a tokenizer_config.json.</summary>
    /// <param name="path">The file, or a folder that holds a <c>tokenizer_config.json</c>.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The file is damaged or too large, or asks for something that is not supported.</exception>
    public static TokenizerConfig Load(string path) => TokenizerConfigFile.Load(path);

    /// <summary>Adds to the parts of a tokenizer the tokens that this file names.</summary>
    /// <param name="pipeline">The parts.</param>
    internal TokenizerPipeline ApplyTo(TokenizerPipeline pipeline)
    {
        pipeline = pipeline with { Config = this };
        AddedToken[] changes = [.. Changes(pipeline.AddedTokens)];
        return changes.Length > 0 ? pipeline.WithAddedTokens(changes) : pipeline;
    }

    // Tokens that are new, or that have other flags here.
    private IEnumerable<AddedToken> Changes(IReadOnlyList<AddedToken> tokens)
    {
        var known = tokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        var flags = tokens.Select(token => token with { Id = AddedToken.NoId }).ToHashSet();
        var special = SpecialTokens.Values.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        foreach (var token in AddedTokens.Select(token => token with { Special = token.Special || special.Contains(token.Content) }))
        {
            known.Add(token.Content);
            if (!flags.Contains(token))
                yield return token;
        }
        foreach (var token in SpecialTokens.Values.Concat(ExtraSpecialTokens).Where(token => token.Content.Length > 0 && known.Add(token.Content)))
            yield return token;
    }
}
