using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>What encoding needs on its way, kept by each thread from one text to the next.</summary>
internal sealed class EncodingWorkspace
{
    [ThreadStatic]
    private static EncodingWorkspace? _idle;

    // They go with their tokenizer.
    private readonly ConditionalWeakTable<SectionEncoder, WordCache> _words = [];
    private readonly ConditionalWeakTable<SectionEncoder, WordCache> _pieces = [];

    private EncodingWorkspace()
    {
    }

    /// <summary>The tokens of the first text.</summary>
    public EncodingBuilder First { get; } = new();

    /// <summary>The tokens of the second text of a pair.</summary>
    public EncodingBuilder Second { get; } = new();

    /// <summary>The tokens of a word that is not kept yet.</summary>
    public EncodingBuilder Word { get; } = new();

    /// <summary>The ranges of a section under way.</summary>
    public RangeArrays Ranges { get; } = new();

    /// <summary>The tokens of a piece.</summary>
    public TokenBuffer PieceTokens { get; } = new();

    /// <summary>The words that an encoder has taken apart on this thread.</summary>
    public WordCache WordsOf(SectionEncoder encoder) => _words.GetOrAdd(encoder, static _ => new WordCache());

    /// <summary>The pieces that the encoder's model has taken apart on this thread.</summary>
    public WordCache PiecesOf(SectionEncoder encoder) => _pieces.GetOrAdd(encoder, static _ => new WordCache());

    /// <summary>A workspace that nobody else has.</summary>
    /// <param name="idsOnly">True: nothing but ids is wanted.</param>
    public static EncodingWorkspace Rent(bool idsOnly)
    {
        var workspace = _idle ?? new EncodingWorkspace();
        _idle = null;
        workspace.First.Clear(idsOnly);
        workspace.Second.Clear(idsOnly);
        return workspace;
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        First.Shrink();
        Second.Shrink();
        Word.Shrink();
        PieceTokens.Shrink();
        _idle = this;
    }
}
