namespace Rote.Tokenizers.Serialization;

/// <summary>The pipelines that a <c>vocab.json</c> and a <c>merges.txt</c> come with.</summary>
internal enum BytePairFamily
{
    /// <summary>Byte-level, no special tokens added.</summary>
    Gpt2,

    /// <summary>Byte-level, special tokens around the text.</summary>
    Roberta,

    /// <summary>Byte-level and in lower case, with a mark at the ends of words.</summary>
    Clip,

    /// <summary>Characters, in lower case, with a mark at the ends of words.</summary>
    Gpt1,
}
