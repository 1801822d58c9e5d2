using Rote.Checkpoints;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>The tokens that steer an encoder–decoder.</summary>
internal static class SpecialTokens
{
    /// <summary>What a tokenizer_config.json calls them.</summary>
    public const string PaddingRole = "pad_token", EndRole = "eos_token";

    private static readonly WordLevelTrainerOptions Names = new();

    /// <summary>The padding token of a tokenizer that does not say which it is.</summary>
    public static string Padding => Names.PaddingToken;

    /// <summary>The end token that a tokenizer without any is given.</summary>
    public static string End => Names.EndToken;

    /// <summary>Finds the tokens in a tokenizer that was made for translation: what the tokenizer_config.json calls padding, else <see cref="Padding"/>; and what texts end with.</summary>
    /// <exception cref="ArgumentException">One of them is missing.</exception>
    public static SpecialTokenIds Of(Tokenizer tokenizer)
    {
        string name = tokenizer.Pipeline.Config?.SpecialTokens.GetValueOrDefault(PaddingRole)?.Content ?? Padding;
        int padding = tokenizer.TokenToId(name) ?? throw Missing("padding token", name, nameof(tokenizer));
        int end = EndOf(tokenizer.Pipeline.PostProcessor)?.Id ?? throw Missing("token that it ends texts with", End, nameof(tokenizer));
        // As Marian has it, the decoder starts with the padding token.
        return new SpecialTokenIds(padding, end, padding);
    }

    /// <summary>The token that a post-processor puts after a text; null when it puts none.</summary>
    public static TemplateToken? EndOf(PostProcessor? postProcessor) => postProcessor switch
    {
        PostProcessor.Bert bert => bert.Separator,
        PostProcessor.Roberta roberta => roberta.Separator,
        PostProcessor.Template { OneText: [.., TemplatePart.Special special] } template => template.Tokens[special.Name][^1],
        PostProcessor.Sequence sequence => sequence.PostProcessors.Select(EndOf).LastOrDefault(end => end is not null),
        _ => null,
    };

    private static ArgumentException Missing(string what, string usual, string argument) =>
        new($"`{argument}` has no {what}, such as '{usual}'; a translation model needs one.", argument);
}
