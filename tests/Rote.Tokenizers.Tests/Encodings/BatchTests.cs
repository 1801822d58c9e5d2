using CsCheck;

namespace Rote.Tokenizers.Tests.Encodings;

public class BatchTests
{
    private static readonly Tokenizer Words = Sample.Words.WithTruncation(new TruncationOptions { MaxLength = 9, Stride = 2 });

    [Fact]
    public void Batch_is_its_texts_one_by_one() => Gen.Select(Sample.Texts.Array[0, 300], Gen.Int[1, 4]).Sample((texts, threads) =>
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Assert.Equal(texts.Select(text => Words.Encode(text)), Words.EncodeBatch(texts, parallel: parallel));
        (string, string)[] pairs = [.. texts.Zip(texts.Reverse())];
        Assert.Equal(pairs.Select(pair => Sample.Words.Encode(pair.Item1, pair.Item2)), Sample.Words.EncodeBatch(pairs, parallel: parallel));
        string[][] words = [.. texts.Select(text => text.Split(' '))];
        Assert.Equal(words.Select(text => Words.EncodeWords(text)), Words.EncodeWordsBatch(words, parallel: parallel));
    }, iter: 30);

    [Fact]
    public void Batch_can_be_cancelled()
    {
        using var cancelling = new CancellationTokenSource();
        var texts = new Counted(10_000, at =>
        {
            if (at == 500)
                cancelling.Cancel();
            return "a b";
        });
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancelling.Token };
        Assert.Throws<OperationCanceledException>(() => Sample.Words.EncodeWordsBatch(texts, parallel: parallel));
        Assert.Throws<OperationCanceledException>(() => Words.EncodeBatch((string[])[], parallel: parallel));
    }

    [Fact]
    public void Text_that_cannot_be_cut_fails_the_batch_as_it_fails_alone()
    {
        var tokenizer = Sample.Words.WithTruncation(new TruncationOptions { MaxLength = 3, Stride = 1 });
        string alone = Assert.Throws<InvalidOperationException>(() => tokenizer.Encode("a b c")).Message;
        Assert.Equal(alone, Assert.Throws<InvalidOperationException>(() => tokenizer.EncodeBatch(["a", "a b c", "b"])).Message);
    }

    [Fact]
    public void Null_among_the_inputs_is_named()
    {
        Assert.Equal("`texts` must hold no null; `texts[1]` is null. Leave it out. (Parameter 'texts')", Assert.Throws<ArgumentException>(() => Words.EncodeBatch(["a", null!])).Message);
        Assert.Equal("`pairs` must hold no null; `pairs[0]` does. Leave it out. (Parameter 'pairs')", Assert.Throws<ArgumentException>(() => Words.EncodeBatch([("a", null!)])).Message);
        Assert.Equal("`words` must hold no null; `words[0]` is null. Leave it out. (Parameter 'words')", Assert.Throws<ArgumentException>(() => Words.EncodeWords([null!])).Message);
        Assert.Equal("`texts[0]` must hold no null; `texts[0][0]` is null. Leave it out. (Parameter 'texts[0]')", Assert.Throws<ArgumentException>(() => Words.EncodeWordsBatch([[null!]])).Message);
    }

    // Texts of one word that come to be when they are read, past the check for nulls.
    private sealed class Counted(int count, Func<int, string> make) : IReadOnlyList<IReadOnlyList<string>>
    {
        private int _read;

        public int Count => count;

        public IReadOnlyList<string> this[int index] => _read++ < count ? ["a"] : [make(index)];

        public IEnumerator<IReadOnlyList<string>> GetEnumerator() => Enumerable.Range(0, count).Select(index => this[index]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
