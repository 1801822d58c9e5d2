using Rote.Lab.Runs;
using Rote.Models;
using Rote.Training.LanguageModeling;

namespace Rote.Lab.Learning;

/// <summary>Trains and measures small language models on the characters of a text.</summary>
public sealed class TextLearning
{
    // Less holds no window to validate on that is worth it.
    private const int FewestCharacters = 10_000;

    private readonly TokenStream _training;
    private readonly TokenStream _validation;

    private TextLearning(TokenStream training, TokenStream validation, int vocabulary)
    {
        _training = training;
        _validation = validation;
        Vocabulary = vocabulary;
    }

    /// <summary>V, the different characters.</summary>
    public int Vocabulary { get; }

    /// <summary>Takes the text that is there: tiny Shakespeare from the data folder, else the built-in stories. The last tenth is for validation.</summary>
    /// <param name="trial">Whose data folder is looked in, and whose report names the text.</param>
    /// <returns>The text, as characters.</returns>
    /// <exception cref="InvalidDataException">The text is damaged, or has fewer than 10,000 characters.</exception>
    public static TextLearning Of(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var corpus = TextCorpus.Find(trial.DataFolder);
        if (corpus.Text.Length < FewestCharacters)
            throw new InvalidDataException($"The text '{corpus.Name}' in '{trial.DataFolder}' has {corpus.Text.Length} characters; an experiment needs at least {FewestCharacters}.");
        trial.Uses(corpus.Name);
        var tokenizer = CharacterTokenizer.Of(corpus.Text);
        var (training, validation) = TokenStream.Of(corpus.Text, tokenizer).Split();
        return new(training, validation, tokenizer.VocabularySize);
    }

    /// <summary>Trains a fresh language model on random windows.</summary>
    /// <param name="model">Its spec.</param>
    /// <param name="length">T.</param>
    /// <param name="learning">How.</param>
    /// <param name="seed">Of weights and windows. Arms that share it share windows and their order.</param>
    /// <param name="prepare">Changes the fresh model before training; null does not.</param>
    /// <param name="token">Ends after the step under way.</param>
    /// <returns>The trained model and its scores on held-out text.</returns>
    public Learned Train(TransformerSpec model, int length, LearningSpec learning, int seed, Action<Transformer>? prepare = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(learning);
        var windows = new RandomWindows(_training, learning.Rows, length, seed);
        return Learner.Train(model, learning, seed, windows.Batch, trained => Test(trained, length, learning.TestRows), prepare, token);
    }

    /// <summary>Measures a language model on the first windows of the held-out text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="length">T.</param>
    /// <param name="rows">How many windows, at most.</param>
    /// <returns>The scores; no row is right as a whole.</returns>
    public Scores Test(Transformer model, int length, int rows)
    {
        const int RowsOfBatch = 32;
        var windows = new AllWindows(_validation, length, RowsOfBatch);
        var scores = LanguageModelEvaluation.Of(model, Math.Min(windows.Count, (rows + RowsOfBatch - 1) / RowsOfBatch), windows.Batch);
        return new Scores(scores.Loss, scores.Accuracy, double.NaN);
    }
}
