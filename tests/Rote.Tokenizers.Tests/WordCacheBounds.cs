namespace Rote.Tokenizers.Tests;

public class WordCacheBounds
{
    private const int TokensOfWord = 3 * WordCache.LongestWord;

    [Fact]
    public void Long_words_of_many_tokens_fill_no_memory()
    {
        var cache = new WordCache();
        var random = new Random(1);
        char[] word = new char[WordCache.LongestWord];
        int most = 0;
        for (int added = 0; added < 100_000; added++)
        {
            for (int unit = 0; unit < word.Length; unit++)
                word[unit] = (char)random.Next('a', 'z');
            cache.Add(word, Tokens(added), 1);
            most = Math.Max(most, cache.Bytes);
            Assert.True(cache.TryGet(word, out var kept, out int pieces));
            Assert.Equal((added, TokensOfWord, 1), (kept[^1].Id, kept.Length, pieces));
        }
        Assert.InRange(most, 1 << 20, 17 << 20);
    }

    [Fact]
    public void Many_words_fill_no_memory()
    {
        var cache = new WordCache();
        char[] word = new char[WordCache.LongestWord];
        for (int added = 0; added < 150_000; added++)
        {
            $"{added}".PadLeft(word.Length, '0').CopyTo(word);
            cache.Add(word, [new WordToken(added, 0, 1, 0, false)], 1);
            Assert.True(cache.TryGet(word, out var kept, out _));
            Assert.Equal(added, kept[0].Id);
        }
        Assert.InRange(cache.Bytes, 1 << 20, 17 << 20);
    }

    private static WordToken[] Tokens(int id) => [.. Enumerable.Range(0, TokensOfWord).Select(_ => new WordToken(id, 0, 1, 0, false))];
}
