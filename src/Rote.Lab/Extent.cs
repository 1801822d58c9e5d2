namespace Rote.Lab;

/// <summary>How much of an experiment is run. The rules are the same.</summary>
public enum Extent
{
    /// <summary>The arms that the rules need, at small width: a minute or two on two cores.</summary>
    Quick,

    /// <summary>More arms and widths: minutes.</summary>
    Full,
}
