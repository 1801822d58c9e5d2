using System.Text;

namespace Rote.Tokenizers.Tests.Models;

/// <summary>
/// BPE training with nothing clever in it: lists of tokens, whole words gone through at each merge, every queued pair looked at. It stands beside the reference's
/// runs for the rare cases that they do not have.
/// </summary>
internal static class PlainBpeTraining
{
    private readonly record struct Pair(int Left, int Right);

    private sealed record Queued(Pair Pair, ulong Count, SortedSet<int> Words);

    public static (List<string> Tokens, List<(string Left, string Right, long Count)> Trace) Train(IReadOnlyList<WordCount> words, BpeTrainerOptions options)
    {
        var tokens = new List<string>();
        string prefix = options.ContinuingPrefix ?? "";
        foreach (string token in options.SpecialTokens.Concat(Alphabet(words, options)))
            IdOf(token);
        string[] known = [.. tokens];
        string[][] spelt = [.. words.Select(word => Spell(word.Word, options).Where(character => known.Contains(character.Plain)).Select(character => character.Text).ToArray())];
        foreach (string token in spelt.SelectMany(word => word).Order(CodePointOrder.Instance))
            IdOf(token);

        List<(int Token, int Width)>[] texts = [.. spelt.Select(word => word.Select(token => (IdOf(token), 1)).ToList())];
        var counts = new Dictionary<Pair, long>();
        var fresh = new Dictionary<Pair, SortedSet<int>>();
        for (int word = 0; word < texts.Length; word++)
        {
            for (int at = 0; at + 1 < texts[word].Count; at++)
                Count(new Pair(texts[word][at].Token, texts[word][at + 1].Token), words[word].Count, word);
        }
        var queue = new List<Queued>();
        var trace = new List<(string, string, long)>();
        Queue();
        while (tokens.Count < options.VocabularySize && queue.Count > 0)
        {
            var next = queue.OrderByDescending(queued => queued.Count).ThenBy(queued => queued.Pair.Left).ThenBy(queued => queued.Pair.Right).First();
            queue.Remove(next);
            ulong now = (ulong)counts[next.Pair];
            if (next.Count != now)
            {
                queue.Add(next with { Count = now });
                continue;
            }
            if (now < (ulong)options.MinimumCount)
                break;
            string left = tokens[next.Pair.Left], right = tokens[next.Pair.Right];
            trace.Add((left, right, (long)now));
            int made = IdOf(left + (prefix.Length > 0 && right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right));
            foreach (int word in next.Words)
                Merge(word, next.Pair, made);
            Queue();
        }
        return (tokens, trace);

        void Merge(int word, Pair pair, int made)
        {
            var text = texts[word];
            for (int at = 0; at + 1 < text.Count; at++)
            {
                if (text[at].Token != pair.Left || text[at + 1].Token != pair.Right)
                    continue;
                int width = text[at].Width + text[at + 1].Width;
                text[at] = (made, width);
                text.RemoveAt(at + 1);
                if (at > 0)
                    Replace(new Pair(text[at - 1].Token, pair.Left), new Pair(text[at - 1].Token, made), text[at - 1].Width + width, word);
                if (at + 1 < text.Count)
                    Replace(new Pair(pair.Right, text[at + 1].Token), new Pair(made, text[at + 1].Token), text[at + 1].Width + width, word);
            }
        }

        void Replace(Pair old, Pair pair, int width, int word)
        {
            counts[old] = counts.GetValueOrDefault(old) - words[word].Count;
            if (options.MaximumTokenLength is not { } limit || width < limit)
                Count(pair, words[word].Count, word);
        }

        void Count(Pair pair, long count, int word)
        {
            counts[pair] = counts.GetValueOrDefault(pair) + count;
            if (!fresh.TryGetValue(pair, out var places))
                fresh.Add(pair, places = []);
            places.Add(word);
        }

        void Queue()
        {
            queue.AddRange(fresh.Where(entry => counts[entry.Key] > 0).Select(entry => new Queued(entry.Key, (ulong)counts[entry.Key], entry.Value)));
            fresh.Clear();
        }

        int IdOf(string token)
        {
            int id = tokens.IndexOf(token);
            if (id >= 0)
                return id;
            tokens.Add(token);
            return tokens.Count - 1;
        }
    }

    private static IEnumerable<string> Alphabet(IReadOnlyList<WordCount> words, BpeTrainerOptions options) => words
        .SelectMany(word => word.Word.EnumerateRunes().Select(rune => (Rune: rune, word.Count)))
        .Where(character => !options.InitialAlphabet.Contains(character.Rune))
        .Concat(options.InitialAlphabet.Select(rune => (Rune: rune, Count: (long)int.MaxValue)))
        .GroupBy(character => character.Rune, (rune, all) => (Rune: rune, Count: all.Sum(character => character.Count)))
        .OrderByDescending(character => character.Count).ThenBy(character => character.Rune)
        .Take(options.AlphabetLimit ?? int.MaxValue)
        .Select(character => character.Rune).Order().Select(rune => rune.ToString());

    private static IEnumerable<(string Plain, string Text)> Spell(string word, BpeTrainerOptions options)
    {
        Rune[] runes = [.. word.EnumerateRunes()];
        return runes.Select((rune, at) => (
            rune.ToString(), (at > 0 ? options.ContinuingPrefix : null) + rune.ToString() + (at == runes.Length - 1 ? options.EndOfWordSuffix : null)));
    }
}
