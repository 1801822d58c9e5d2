namespace Rote.Training.Tests;

/// <summary>Tests that draw from libtorch's one default generator: they run alone, so that nobody draws between.</summary>
[CollectionDefinition(nameof(DefaultGenerator), DisableParallelization = true)]
public class DefaultGenerator;
