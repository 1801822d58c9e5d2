using System.Text;
using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>What became of one character of a text.</summary>
/// <param name="At">Where it stands, in UTF-16 units.</param>
/// <param name="Character">The character.</param>
/// <param name="Normalized">What the normalizer made of it: nothing, itself, or more; null in an added token.</param>
/// <param name="Pieces">The pieces, counted through the whole text, that stand for it.</param>
/// <param name="Tokens">The tokens of the encoding that stand for it; of very many the first.</param>
internal sealed record CharacterFate(int At, Rune Character, string? Normalized, IReadOnlyList<int> Pieces, IReadOnlyList<int> Tokens)
{
    // A character of a long run that the vocabulary lacks can have all the run's bytes.
    private const int Most = 16;

    /// <summary>Follows every character.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>The characters, in order.</returns>
    public static IReadOnlyList<CharacterFate> Of(TokenizerTrace trace)
    {
        int length = trace.Text.Length;
        var normalized = new StringBuilder?[length];
        List<int>?[] pieces = new List<int>?[length], tokens = new List<int>?[length];
        int piece = 0;
        foreach (var section in trace.Sections.OfType<TraceSection.Text>())
        {
            foreach (int unit in Enumerable.Range(section.Start, section.Length))
                normalized[unit] = new StringBuilder();
            foreach (var (character, start, _) in section.Normalized.Where(character => character.Start < length))
                normalized[start]?.Append(character.ToString());
            foreach (var part in section.Parts)
            {
                if (part is TracePart.Added added)
                    Mark(pieces, added.Match.Start, added.Match.Length, piece++);
                foreach (var word in (part as TracePart.Text)?.Words ?? [])
                    Mark(pieces, word.Piece.Start, word.Piece.Length, piece++);
            }
        }
        for (int i = 0; i < trace.Encoding.Ids.Count; i++)
            Mark(tokens, trace.Encoding.Offsets[i].Start, trace.Encoding.Offsets[i].Length, i);
        var fates = new List<CharacterFate>();
        int place = 0;
        foreach (var rune in trace.Text.EnumerateRunes())
        {
            fates.Add(new CharacterFate(place, rune, normalized[place]?.ToString(), pieces[place] ?? [], tokens[place] ?? []));
            place += rune.Utf16SequenceLength;
        }
        return fates;
    }

    private static void Mark(List<int>?[] at, int start, int length, int number)
    {
        for (int i = start; i < start + length; i++)
        {
            var all = at[i] ??= [];
            if (all.Count < Most)
                all.Add(number);
        }
    }
}
