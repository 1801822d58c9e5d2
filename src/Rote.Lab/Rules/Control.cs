namespace Rote.Lab.Rules;

/// <summary>What must be reached before a run says anything.</summary>
/// <param name="Text">In words.</param>
/// <param name="Judge">Whether it was reached.</param>
public sealed record Control(Bilingual Text, Func<Results, Finding> Judge);
