namespace Rote.Tokenizers;

/// <summary>Compares tokenizers with what another implementation recorded of them.</summary>
/// <remarks>
/// A tokenizer's folder holds it and files of records, JSON, plain or gzip: <c>expected.jsonl</c> (encodings of texts and pairs, and their decodings), <c>batch.json</c>
/// (batches that are cut and padded), <c>as_loaded.json</c> (a batch, cut and padded as the tokenizer's file says), <c>stream.json</c> (texts that appear id by
/// id), each of them also with a name and a dash in front. A folder of <c>components</c> holds records of single parts. Every field that a row has is compared;
/// what is not compared is named.
/// </remarks>
public static class TokenizerVerifier
{
    /// <summary>Compares a tokenizer, or all tokenizers of a folder.</summary>
    /// <param name="directory">A tokenizer's folder, or one that holds several.</param>
    /// <param name="progress">Hears the name of each tokenizer before its turn. Default: null, nobody does.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Field by field how many are equal, and the first differences.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="TokenizerFormatException">It holds no records.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public static TokenizerVerification Verify(string directory, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (File.Exists(directory))
            throw new DirectoryNotFoundException($"'{directory}' is a file. Give the folder that holds a tokenizer and its records.");
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"The directory '{directory}' does not exist.");
        string[] folders = IsChecked(directory) ? [directory] : [.. Directory.GetDirectories(directory).Where(IsChecked).Order(StringComparer.Ordinal)];
        if (folders.Length == 0)
        {
            throw new TokenizerFormatException(
                $"'{directory}' holds no records of a tokenizer, nor do its folders; expected a tokenizer.json beside an expected.jsonl.gz, batch.json.gz or stream.json.gz.");
        }
        return new TokenizerVerification(directory, [.. folders.Select(Verified)]);

        VerifiedKind Verified(string folder)
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            progress?.Report(name);
            return ComponentVerifier.AreComponents(folder) ? ComponentVerifier.Verify(folder, name, cancellation) : KindVerifier.Verify(folder, name, cancellation);
        }
    }

    private static bool IsChecked(string folder) => KindVerifier.IsKind(folder) || ComponentVerifier.AreComponents(folder);
}
