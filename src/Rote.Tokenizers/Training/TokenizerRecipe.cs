using System.Text;

namespace Rote.Tokenizers;

/// <summary>A whole tokenizer to be trained: which model, and the parts around it that its well-known users have. The cases are closed.</summary>
/// <remarks>Trainers take any parts (<see cref="BpeTrainer"/>, <see cref="WordPieceTrainer"/>, <see cref="UnigramTrainer"/>); a recipe chooses them.</remarks>
public abstract partial record TokenizerRecipe
{
    /// <summary>What fills rows, ends texts, and stands for what the vocabulary lacks, in vocabularies that say so as T5 does.</summary>
    private const string Padding = "<pad>", End = "</s>", Unknown = "<unk>";

    // What stands for a space in vocabularies of words with their space in front.
    private static readonly Rune SpaceMark = new('▁');

    private TokenizerRecipe()
    {
    }

    /// <summary>Special tokens beside the recipe's own; they get ids after those. Default: none.</summary>
    public IReadOnlyList<string> FurtherTokens { get; init; } = [];

    /// <summary>True when it learns from line ends too: its training texts are lines with theirs.</summary>
    public virtual bool ReadsLineEnds => false;

    /// <summary>Trains the tokenizer.</summary>
    /// <param name="texts">The texts; read once.</param>
    /// <param name="progress">Hears how far training has come. Default: null, nobody does.</param>
    /// <param name="cancellation">Ends the training early.</param>
    /// <returns>The tokenizer. The same texts give the same one, in whatever order they come.</returns>
    /// <exception cref="ArgumentException">An option is invalid, or the texts hold nothing to learn from.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public abstract Tokenizer Train(IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    private static Normalizer? Normalization(NormalizationForm? form, bool lowersCase)
    {
        var first = form is { } known ? new Normalizer.UnicodeForm(known) : null;
        return !lowersCase ? first : first is null ? new Normalizer.Lowercase() : new Normalizer.Sequence([first, new Normalizer.Lowercase()]);
    }

    // Words with their space in front; and punctuation apart from them, runs of it together.
    private static PreTokenizer SpaceMarked(bool partsPunctuation)
    {
        var spaces = new PreTokenizer.Metaspace(SpaceMark);
        return partsPunctuation ? new PreTokenizer.Sequence([spaces, new PreTokenizer.Punctuation(SplitBehavior.Contiguous)]) : spaces;
    }

    private static PostProcessor.Template EndingIn(int endId) => PostProcessor.Template.EndingWith(new TemplateToken(endId, End));

    // [CLS] A [SEP], or [CLS] A [SEP] B [SEP].
    private static PostProcessor.Template AsBert(int classificationId, int separatorId)
    {
        const string classification = "[CLS]", separator = "[SEP]";
        TemplatePart[] one = [new TemplatePart.Special(classification), new TemplatePart.Text(IsSecond: false), new TemplatePart.Special(separator)];
        return new PostProcessor.Template(
            one, [.. one, new TemplatePart.Text(IsSecond: true, TypeId: 1), new TemplatePart.Special(separator, TypeId: 1)],
            new Dictionary<string, IReadOnlyList<TemplateToken>>
            {
                [classification] = [new TemplateToken(classificationId, classification)],
                [separator] = [new TemplateToken(separatorId, separator)],
            });
    }
}
