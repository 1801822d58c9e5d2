namespace Rote.Tokenizers;

/// <summary>What a file records.</summary>
internal enum RecordKind
{
    /// <summary>Encodings of texts and pairs, a row each.</summary>
    Texts,

    /// <summary>Batches that are cut and padded.</summary>
    Batches,

    /// <summary>A batch that is cut and padded as the tokenizer's file says.</summary>
    AsLoaded,

    /// <summary>Texts that appear id by id.</summary>
    Streams,

    /// <summary>Something else.</summary>
    Other,
}
