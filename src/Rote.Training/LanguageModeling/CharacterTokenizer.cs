using System.Text;
using Rote.Tokenizers;

namespace Rote.Training.LanguageModeling;

/// <summary>Tokenizers of single characters whose ids follow the code points, without special tokens: the vocabulary of small language models.</summary>
public static class CharacterTokenizer
{
    // No text can hold it as one character, and the vocabulary lacks it, so that unknown characters are refused.
    private const string Unknown = "<unk>";

    /// <summary>Makes a tokenizer of the characters of a text.</summary>
    /// <param name="text">The text; ids are the places of its distinct code points in order.</param>
    /// <returns>A tokenizer that refuses other characters, and whose decoding gives texts back as they were.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static Tokenizer Of(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var characters = new SortedSet<Rune>();
        foreach (var character in text.EnumerateRunes())
            characters.Add(character);
        return new Tokenizer(new TokenizerPipeline
        {
            PreTokenizer = new PreTokenizer.Split(new SplitPattern.EveryCharacter(), SplitBehavior.Isolated),
            Model = new WordLevelModel(characters.Select((character, id) => KeyValuePair.Create(character.ToString(), id)), Unknown),
            Decoder = new TokenDecoder.Fuse(),
        });
    }
}
