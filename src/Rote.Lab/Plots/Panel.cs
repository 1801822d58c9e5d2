namespace Rote.Lab.Plots;

/// <summary>One plot.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What runs to the right, with its unit.</param>
/// <param name="Y">What runs upwards, with its unit.</param>
public abstract record Panel(Bilingual Title, Bilingual X, Bilingual Y);
