using Rote.Training.Metrics;

namespace Rote.Training.Translation;

/// <summary>How good translations are.</summary>
/// <param name="Pairs">How many were compared.</param>
/// <param name="ExactMatch">Share equal to the reference to the letter, 0 to 1.</param>
/// <param name="Bleu">BLEU as sacreBLEU computes it, 0 to 100.</param>
/// <param name="BleuLowerCased">The same without regard to case.</param>
/// <param name="Chrf">chrF2 as sacreBLEU computes it, 0 to 100.</param>
/// <param name="Loss">Loss of the references, in nats per token; not a number where the model computes none.</param>
/// <param name="Perplexity">exp of the loss; infinite from a loss of 710 on.</param>
public sealed record TranslationScores(int Pairs, double ExactMatch, BleuScore Bleu, BleuScore BleuLowerCased, double Chrf, double Loss, double Perplexity);
