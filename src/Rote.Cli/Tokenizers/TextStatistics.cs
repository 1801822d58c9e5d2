using Rote.Tokenizers;
using Encoding = Rote.Tokenizers.Encoding;

namespace Rote.Cli.Tokenizers;

/// <summary>A file as one or two tokenizers see it.</summary>
/// <param name="Lines">Lines.</param>
/// <param name="Words">What stands between white space.</param>
/// <param name="Characters">Characters (code points), line ends left out.</param>
/// <param name="Bytes">Bytes of UTF-8, line ends left out.</param>
/// <param name="Tokenizers">Each tokenizer's numbers.</param>
/// <param name="LinesCutAlike">Lines that two tokenizers cut at the same places, white space aside; null for one.</param>
internal sealed record TextStatistics(
    long Lines, long Words, long Characters, long Bytes, IReadOnlyList<TokenizerStatistics> Tokenizers, long? LinesCutAlike)
{
    private const int BatchSize = 1024;

    /// <summary>Encodes lines and counts.</summary>
    /// <param name="tokenizers">One tokenizer or two.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="top">How many unknown pieces and words to keep.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>The numbers.</returns>
    public static TextStatistics Collect(IReadOnlyList<NamedTokenizer> tokenizers, IReadOnlyList<string> lines, int top, CancellationToken token)
    {
        var parallel = new ParallelOptions { CancellationToken = token };
        long words = 0, characters = 0, bytes = 0, alike = 0;
        Tokenizer[] whole = [.. tokenizers.Select(named => named.Whole)];
        StatisticsCollector[] collectors = [.. tokenizers.Select(named => new StatisticsCollector(named, top))];
        foreach (string[] batch in lines.Chunk(BatchSize))
        {
            foreach (string line in batch)
            {
                words += WordsOf(line).Count();
                bytes += System.Text.Encoding.UTF8.GetByteCount(line);
                characters += line.EnumerateRunes().Count();
            }
            IReadOnlyList<Encoding>[] encodings = [.. whole.Select(tokenizer => tokenizer.EncodeBatch(batch, addSpecialTokens: false, parallel))];
            for (int i = 0; i < batch.Length; i++)
            {
                for (int which = 0; which < collectors.Length; which++)
                    collectors[which].Add(batch[i], encodings[which][i]);
                if (encodings.Length == 2 && Cuts(batch[i], encodings[0][i]).SequenceEqual(Cuts(batch[i], encodings[1][i])))
                    alike++;
            }
        }
        return new TextStatistics(lines.Count, words, characters, bytes, [.. collectors.Select(collector => collector.Finish(words, characters, bytes))], tokenizers.Count == 2 ? alike : null);
    }

    // Where tokens stand, white space at their ends left out: one tokenizer counts it to a word, another does not.
    private static IEnumerable<(int Start, int End)> Cuts(string line, Encoding encoding)
    {
        foreach (var (start, length) in encoding.Offsets)
        {
            var token = line.AsSpan(start, length);
            int from = start + length - token.TrimStart().Length, to = start + token.TrimEnd().Length;
            if (to > from)
                yield return (from, to);
        }
    }

    /// <summary>The ranges of a line's words.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Starts and ends, in UTF-16 units.</returns>
    public static IEnumerable<(int Start, int End)> WordsOf(string line)
    {
        int start = -1;
        for (int at = 0; at <= line.Length; at++)
        {
            bool isSpace = at == line.Length || char.IsWhiteSpace(line[at]); // white space is never outside the first plane
            if (!isSpace && start < 0)
                start = at;
            if (isSpace && start >= 0)
            {
                yield return (start, at);
                start = -1;
            }
        }
    }
}
