namespace Rote.Tokenizers;

/// <summary>The last piece of the best way to a place in the text.</summary>
internal struct UnigramStep
{
    /// <summary>Stands in <see cref="Other"/> where no way leads.</summary>
    public const int None = -1;

    /// <summary>The sum of the scores on the way.</summary>
    public double Score;

    /// <summary>Where the piece begins; on the way forward, where the next piece ends.</summary>
    public int Other;

    /// <summary>The piece's id.</summary>
    public int Piece;
}
