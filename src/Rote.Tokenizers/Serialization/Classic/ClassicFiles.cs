namespace Rote.Tokenizers.Serialization;

/// <summary>
/// Tokenizers from files older than tokenizer.json: <c>vocab.txt</c>, <c>vocab.json</c> with <c>merges.txt</c>, SentencePiece's <c>.model</c>, and what is said beside
/// them in <c>tokenizer_config.json</c>. They become what the converters of Hugging Face's transformers make of them.
/// </summary>
internal static class ClassicFiles
{
    /// <summary>The largest text file that is read, in bytes.</summary>
    public const long MaxLength = 64L << 20;

    private const string VocabularyText = "vocab.txt", VocabularyJson = "vocab.json", Merges = "merges.txt";

    private static readonly string[] SentencePieceNames = ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model"];
    private static readonly string[] SentencePieceExtensions = [".model", ".spm"];

    /// <summary>Names all files that are looked for in a folder.</summary>
    public static string Names => $"a {VocabularyJson} with a {Merges}, a {VocabularyText}, a {string.Join(", a ", SentencePieceNames)}";

    /// <summary>Reads a folder's classic files, or one such file; null when the path is neither.</summary>
    /// <param name="path">A folder, or a file by a name or with an ending that classic files have.</param>
    public static Tokenizer? TryLoad(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? TryLoadFile(path) : null;
        if (File.Exists(Path.Combine(path, VocabularyJson)) && File.Exists(Path.Combine(path, Merges)))
            return BytePairFiles.Load(Path.Combine(path, VocabularyJson), Path.Combine(path, Merges));
        return SentencePieceNames.Prepend(VocabularyText).Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists) is { } file ? TryLoadFile(file) : null;
    }

    /// <summary>Makes the tokenizer, if its parts agree.</summary>
    public static Tokenizer Make(TokenizerPipeline pipeline, Func<string, Exception> fail)
    {
        string[] violations = [.. pipeline.Violations()];
        return violations.Length == 0 ? new Tokenizer(pipeline) : throw fail(string.Join(' ', violations));
    }

    /// <summary>What is wrong when files of a kind come with a class that makes something else of them.</summary>
    public static Exception WrongClass(string type, IEnumerable<string> supported, Func<string, Exception> fail) => fail(
        $"the tokenizer_config.json beside it names the class '{type}', which is not supported for such files; supported are {string.Join(", ", supported)}. " +
        "Use the tokenizer.json that transformers' save_pretrained writes.");

    private static Tokenizer? TryLoadFile(string file)
    {
        string name = Path.GetFileName(file), folder = Path.GetDirectoryName(file) ?? "";
        if (name is VocabularyJson or Merges)
        {
            string vocabulary = Path.Combine(folder, VocabularyJson), merges = Path.Combine(folder, Merges);
            string other = name == Merges ? vocabulary : merges;
            if (!File.Exists(other))
                throw new FileNotFoundException($"'{other}' does not exist. A {name} needs it beside it.", other);
            return BytePairFiles.Load(vocabulary, merges);
        }
        if (SentencePieceExtensions.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return SentencePieceFiles.Load(file);
        return name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? WordPieceFiles.Load(file) : null;
    }
}
