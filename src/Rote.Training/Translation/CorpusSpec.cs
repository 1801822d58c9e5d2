using System.Text.Json.Serialization;

namespace Rote.Training.Translation;

/// <summary>What a translation model is trained on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Dates), "dates")]
[JsonDerivedType(typeof(Files), "files")]
public abstract record CorpusSpec
{
    private CorpusSpec()
    {
    }

    /// <summary>The built-in corpus: dates as people write them, to ISO form. Nothing is downloaded.</summary>
    /// <param name="TrainingPairs">How many are drawn for training, &gt; 0.</param>
    /// <param name="ValidationPairs">How many are held out to decide when to stop, &gt; 0.</param>
    public sealed record Dates(int TrainingPairs = 200_000, int ValidationPairs = 500) : CorpusSpec;

    /// <summary>Line-aligned files, plain or gzip, UTF-8.</summary>
    /// <param name="Source">What is read.</param>
    /// <param name="Target">What is to be written.</param>
    /// <param name="ValidationSource">Held-out text to decide when to stop; null holds out the last hundredth of the pairs, 1,000 at most.</param>
    /// <param name="ValidationTarget">Its translation.</param>
    public sealed record Files(string Source, string Target, string? ValidationSource = null, string? ValidationTarget = null) : CorpusSpec;

    /// <summary>The same corpus from whatever folder the program is started.</summary>
    /// <returns>A spec whose paths are absolute.</returns>
    public CorpusSpec Absolute() => this is Files files
        ? new Files(
            Path.GetFullPath(files.Source),
            Path.GetFullPath(files.Target),
            files.ValidationSource is { } source ? Path.GetFullPath(source) : null,
            files.ValidationTarget is { } target ? Path.GetFullPath(target) : null)
        : this;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        switch (this)
        {
            case Dates dates:
                if (dates.TrainingPairs <= 0)
                    yield return $"Corpus.TrainingPairs must be positive; got {dates.TrainingPairs}.";
                if (dates.ValidationPairs <= 0)
                    yield return $"Corpus.ValidationPairs must be positive; got {dates.ValidationPairs}.";
                break;
            case Files files:
                if (string.IsNullOrWhiteSpace(files.Source) || string.IsNullOrWhiteSpace(files.Target))
                    yield return "Corpus.Source and Corpus.Target must both name a file.";
                if (files.ValidationSource is null != files.ValidationTarget is null)
                    yield return "Corpus.ValidationSource and Corpus.ValidationTarget must be given together.";
                else if (files.ValidationSource is { } source && (string.IsNullOrWhiteSpace(source) || string.IsNullOrWhiteSpace(files.ValidationTarget)))
                    yield return "Corpus.ValidationSource and Corpus.ValidationTarget must both name a file, or be left out.";
                break;
        }
    }
}
