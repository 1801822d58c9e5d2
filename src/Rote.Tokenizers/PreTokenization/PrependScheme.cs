namespace Rote.Tokenizers;

/// <summary>Where a Metaspace puts a space in front of a text that has none.</summary>
public enum PrependScheme
{
    /// <summary>Before every piece between added tokens.</summary>
    Always,

    /// <summary>Before a piece that begins the text.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
