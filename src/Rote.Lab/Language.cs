namespace Rote.Lab;

/// <summary>A language that the laboratory speaks.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Chinese, simplified.</summary>
    Chinese,
}
