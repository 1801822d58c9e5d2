using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>A tokenizer that is fit for translation.</summary>
/// <param name="Tokenizer">It ends every text with an end token, has a padding token that is neither that one nor the unknown one, and cuts, pads and drops nothing.</param>
/// <param name="Added">The tokens that it lacked and was given.</param>
internal sealed record ReadyTokenizer(Tokenizer Tokenizer, IReadOnlyList<string> Added)
{
    // By these names tokenizers have them that do not say what they are for.
    private static readonly string[] Endings = [SpecialTokens.End, "<eos>", "[SEP]", "<|endoftext|>", "<|end_of_text|>"];
    private static readonly string[] Paddings = [SpecialTokens.Padding, "[PAD]", "<|pad|>"];

    /// <summary>Reads a tokenizer and completes it.</summary>
    /// <param name="path">As <see cref="Tokenizer.Load"/> takes it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The tokenizer is damaged, or cannot be made fit.</exception>
    public static ReadyTokenizer Load(string path) => Complete(Tokenizer.Load(path), $"'{path}'");

    /// <summary>Completes a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="TokenizerFormatException">It cannot be made fit.</exception>
    public static ReadyTokenizer Complete(Tokenizer tokenizer, string name)
    {
        var pipeline = tokenizer.Pipeline;
        if (pipeline.Model is UnigramModel { UnknownId: null })
            throw Unfit(name, "its Unigram model has no unknown token (unk_id is null), so that texts with new characters could not be read. Use one that has it.");
        string end = SpecialTokens.EndOf(pipeline.PostProcessor)?.Token ?? Named(SpecialTokens.EndRole) ?? Endings.FirstOrDefault(IsThere) ?? SpecialTokens.End;
        string?[] candidates = [Named(SpecialTokens.PaddingRole), pipeline.Padding?.PadToken, .. Paddings];
        string padding = candidates.FirstOrDefault(token => token is not null && IsThere(token) && IsFree(token)) ?? SpecialTokens.Padding;
        if (!IsFree(padding))
            throw Unfit(name, $"its token '{padding}' is its end or unknown token, and it has no other padding token. Add one to it, and name it in its tokenizer_config.json.");
        string[] added = [.. new[] { padding, end }.Where(token => !IsThere(token))];
        tokenizer = tokenizer.WithAddedTokens(Special(padding), Special(end));
        var config = pipeline.Config ?? new TokenizerConfig();
        tokenizer = new Tokenizer(tokenizer.Pipeline with
        {
            // At another time a text would be other tokens.
            Model = pipeline.Model is BpeModel { Options.Dropout: > 0 } model ? model.WithDropout(null) : pipeline.Model,
            PostProcessor = Ending(pipeline.PostProcessor, new TemplateToken(tokenizer.TokenToId(end)!.Value, end)),
            Truncation = null,
            Padding = null,
            Config = config with
            {
                SpecialTokens = new Dictionary<string, AddedToken>(config.SpecialTokens) { [SpecialTokens.PaddingRole] = new(padding), [SpecialTokens.EndRole] = new(end) },
            },
        });
        return new ReadyTokenizer(tokenizer, added);

        string? Named(string role) => pipeline.Config?.SpecialTokens.GetValueOrDefault(role)?.Content;
        bool IsThere(string token) => tokenizer.TokenToId(token) is not null;
        bool IsFree(string token) => token != end && (tokenizer.TokenToId(token) is not { } id || id != tokenizer.UnknownId);
        // Decoding leaves out special tokens only, and of those only what normalization leaves as it is.
        AddedToken Special(string token) =>
            (pipeline.AddedTokens.FirstOrDefault(added => added.Content == token) ?? new AddedToken(token)) with { Special = true, Normalized = false };
    }

    private static PostProcessor Ending(PostProcessor? postProcessor, TemplateToken end)
    {
        if (SpecialTokens.EndOf(postProcessor) is not null)
            return postProcessor!;
        return postProcessor switch
        {
            null => PostProcessor.Template.EndingWith(end),
            PostProcessor.Template template => Appended(template, end),
            // A sequence has one template at most.
            PostProcessor.Sequence sequence when sequence.PostProcessors.Any(HasTemplate) =>
                new PostProcessor.Sequence([.. sequence.PostProcessors.Select(part => HasTemplate(part) ? Ending(part, end) : part)]),
            _ => new PostProcessor.Sequence([postProcessor, PostProcessor.Template.EndingWith(end)]),
        };
    }

    private static bool HasTemplate(PostProcessor postProcessor) =>
        postProcessor is PostProcessor.Template || (postProcessor is PostProcessor.Sequence sequence && sequence.PostProcessors.Any(HasTemplate));

    private static PostProcessor.Template Appended(PostProcessor.Template template, TemplateToken end)
    {
        var after = new TemplatePart.Special(end.Token);
        var tokens = new Dictionary<string, IReadOnlyList<TemplateToken>>(template.Tokens) { [end.Token] = [end] };
        return new PostProcessor.Template([.. template.OneText, after], [.. template.TwoTexts, after], tokens);
    }

    private static TokenizerFormatException Unfit(string name, string why) => new($"{name} is not fit for translation: {why}");
}
