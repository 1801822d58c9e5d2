namespace Rote.Tokenizers.Serialization;

/// <summary>The special tokens of a tokenizer from classic files: what the files name, and what its family names where they do not.</summary>
internal sealed class SpecialTokens
{
    /// <summary>What special tokens are called in files.</summary>
    public const string Begin = TokenizerConfigJson.Begin, End = TokenizerConfigJson.End, Unknown = "unk_token", Separator = "sep_token", Padding = "pad_token",
        Classification = "cls_token", Mask = "mask_token";

    private static readonly string[] Names = [Begin, End, Unknown, Separator, Padding, Classification, Mask];

    private readonly ClassicConfig _config;
    private readonly SpecialTokenDefaults _defaults;
    private readonly Func<string, Exception> _fail;

    /// <summary>Adds them to the parts of a tokenizer.</summary>
    /// <param name="pipeline">The parts; a token that the model has keeps its id, others follow after its last.</param>
    /// <param name="config">What the files name.</param>
    /// <param name="defaults">What the family names; what the model lacks of this is left out.</param>
    /// <param name="own">Tokens that the model itself says are special.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public SpecialTokens(TokenizerPipeline pipeline, ClassicConfig config, SpecialTokenDefaults defaults, IEnumerable<AddedToken> own, Func<string, Exception> fail)
    {
        (_config, _defaults, _fail) = (config, defaults, fail);
        var named = Names.Select(Find).OfType<AddedToken>().Where(token => pipeline.Model.TokenToId(token.Content) is not null);
        pipeline = pipeline.WithAddedTokens(own.Concat(named));
        Pipeline = config.Tokens?.ApplyTo(pipeline) ?? pipeline;
    }

    /// <summary>The parts with their added tokens.</summary>
    public TokenizerPipeline Pipeline { get; }

    /// <summary>The token of a name, which must be there.</summary>
    public TemplateToken this[string name] => Find(name) is { } token && Pipeline.AddedTokens.FirstOrDefault(added => added.Content == token.Content) is { } found
        ? new TemplateToken(found.Id, found.Content)
        : throw _fail($"its '{name}' must be added to texts, and it has none. Name one in a tokenizer_config.json beside the file.");

    private AddedToken? Find(string name)
    {
        bool stripsLeft = name == Mask && _defaults.MaskStripsLeft && !_config.MaskHasFlags;
        var token = _config.Tokens?.SpecialTokens.GetValueOrDefault(name) ?? (_defaults[name] is { } text ? new AddedToken(text) : null);
        return stripsLeft && token is not null ? token with { LeftStrip = true } : token;
    }
}
