namespace Rote.Tokenizers;

/// <summary>A coin that falls with a given probability; what it does depends on the seed and the number of the throw alone.</summary>
/// <param name="probability">The probability, 0 to 1.</param>
/// <param name="seed">The seed.</param>
/// <param name="stream">Which of the seed's streams of numbers is drawn from.</param>
/// <remarks>Steele, Lea and Flood 2014, figure 17 (SplitMix64). https://doi.org/10.1145/2660193.2660195</remarks>
internal struct DropoutCoin(float probability, ulong seed, ulong stream)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    // The stream goes through the mixing: streams must not be one another, shifted.
    private ulong _state = seed ^ Mixed((stream + 1) * Step);

    /// <summary>Throws it.</summary>
    public bool Falls() => (Mixed(_state += Step) >> 40) < probability * (1 << 24); // 24 bits, what a float can tell apart

    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
