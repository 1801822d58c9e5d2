namespace Rote.Tokenizers;

/// <summary>A word of the texts to train on: a piece that a model would see.</summary>
/// <param name="Word">The word, normalized; not empty.</param>
/// <param name="Count">How often it is there, &gt;= 1.</param>
internal readonly record struct WordCount(string Word, long Count);
