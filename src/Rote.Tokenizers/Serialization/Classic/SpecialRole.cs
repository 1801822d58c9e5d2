namespace Rote.Tokenizers.Serialization;

/// <summary>What a special token is for, in the order in which Hugging Face's transformers list them.</summary>
internal enum SpecialRole
{
    /// <summary><c>bos_token</c>: begins a text.</summary>
    Begin,

    /// <summary><c>eos_token</c>: ends a text.</summary>
    End,

    /// <summary><c>unk_token</c>: stands for what the vocabulary lacks.</summary>
    Unknown,

    /// <summary><c>sep_token</c>: stands between texts.</summary>
    Separator,

    /// <summary><c>pad_token</c>: fills rows.</summary>
    Padding,

    /// <summary><c>cls_token</c>: what a text is classified by.</summary>
    Classification,

    /// <summary><c>mask_token</c>: stands for a word to be guessed.</summary>
    Mask,
}
