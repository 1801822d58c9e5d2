namespace Rote.Tokenizers.Serialization;

/// <summary>The pipelines that a SentencePiece model comes with.</summary>
internal enum SentencePieceFamily
{
    /// <summary>What the file itself says.</summary>
    Plain,

    /// <summary>Llama and Gemma: the begin token is added.</summary>
    Llama,

    /// <summary>T5: the end token and those for gaps are added.</summary>
    T5,

    /// <summary>XLM-RoBERTa: ids are shifted, special tokens come around the text.</summary>
    XlmRoberta,

    /// <summary>ALBERT: quotes, accents and case are normalized, special tokens come around the text.</summary>
    Albert,
}
