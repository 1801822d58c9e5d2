namespace Rote.Tokenizers;

/// <summary>A token that a name in a template stands for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Its text.</param>
public readonly record struct TemplateToken(int Id, string Token);
