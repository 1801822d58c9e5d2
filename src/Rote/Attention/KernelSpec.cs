using System.Text.Json.Serialization;

namespace Rote.Attention;

/// <summary>How the heads of an attention sublayer read values by queries and keys. Each kind says for itself what it can and costs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DotProduct), "dot-product")]
public abstract partial record KernelSpec
{
    private KernelSpec()
    {
    }

    /// <summary>What the kernel is called in messages; its kind in JSON.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>True when a position scheme may add to the scores and read by the weights.</summary>
    [JsonIgnore]
    public abstract bool TakesScoreBias { get; }

    /// <summary>True when keys and values may come from another sequence than the queries.</summary>
    [JsonIgnore]
    public abstract bool ReadsOthers { get; }

    /// <summary>Makes the kernel.</summary>
    /// <param name="scale">The factor on the scores.</param>
    /// <param name="heads">H.</param>
    /// <param name="headWidth">K.</param>
    /// <returns>A kernel; its parameters, where it has any, are not initialised.</returns>
    public abstract IAttentionKernel Create(AttentionScale scale, int heads, int headWidth);

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="path">Where this kernel stands, for the message.</param>
    /// <returns>One line a violation; empty when valid.</returns>
    public virtual IEnumerable<string> Violations(string path) => [];
}
