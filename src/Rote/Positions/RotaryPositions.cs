using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>Turns queries and keys: channels (i, i + width/2) are a plane, turned by position · base^(−2i/width).</summary>
/// <remarks>Su et al. 2021, section 3.4.2, in the half-split arrangement of GPT-NeoX and Llama.</remarks>
public sealed class RotaryPositions : PositionScheme
{
    private readonly double[] _frequencies;

    /// <summary>Makes the scheme.</summary>
    /// <param name="dimensions">How many channels of a head are turned, even.</param>
    /// <param name="baseValue">Base of the geometric progression.</param>
    /// <param name="scaling">How the angles are stretched; null leaves them.</param>
    /// <param name="maxLength">Longest input, in tokens; null has no limit.</param>
    public RotaryPositions(int dimensions, double baseValue = 10_000, RotaryScaling? scaling = null, int? maxLength = null)
        : base(nameof(RotaryPositions))
    {
        Dimensions = dimensions;
        MaxLength = maxLength;
        _frequencies = [.. Enumerable.Range(0, dimensions / 2).Select(i => Scale(Math.Pow(baseValue, -2.0 * i / dimensions), scaling))];
    }

    /// <summary>How many channels of a head are turned.</summary>
    public int Dimensions { get; }

    /// <inheritdoc/>
    public override int? MaxLength { get; }

    /// <inheritdoc/>
    public override PositionContext Prepare(Tensor positions, long queryLength, long keyLength, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        // float32 tables for float32 activations, as Hugging Face computes them
        var kind = dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var frequencies = tensor(_frequencies, dtype: ScalarType.Float64, device: positions.device).to(kind);
        var angles = positions.to(kind).unsqueeze(-1) * frequencies; // [T, turned/2] or [B, T, turned/2]
        if (angles.dim() == 3)
            angles = angles.unsqueeze(1); // [B, 1, T, turned/2]
        var both = cat([angles, angles], -1); // [.., T, turned]
        return new Turned(Dimensions, both.cos().to(dtype).MoveToOuterDisposeScope(), both.sin().to(dtype).MoveToOuterDisposeScope());
    }

    private static double Scale(double frequency, RotaryScaling? scaling)
    {
        switch (scaling)
        {
            case null:
                return frequency;
            case RotaryScaling.Linear linear:
                return frequency / linear.Factor;
            case RotaryScaling.Llama3 llama:
                double wavelength = 2 * Math.PI / frequency;
                double longest = llama.OriginalLength / llama.LowFrequencyFactor, shortest = llama.OriginalLength / llama.HighFrequencyFactor;
                if (wavelength < shortest)
                    return frequency;
                if (wavelength > longest)
                    return frequency / llama.Factor;
                double ramp = (llama.OriginalLength / wavelength - llama.LowFrequencyFactor) / (llama.HighFrequencyFactor - llama.LowFrequencyFactor);
                return (1 - ramp) * frequency / llama.Factor + ramp * frequency;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private sealed class Turned(int dimensions, Tensor cosine, Tensor sine) : PositionContext
    {
        public override Tensor Rotate(Tensor heads)
        {
            using var scope = NewDisposeScope();
            long width = heads.size(-1), half = dimensions / 2;
            var turned = dimensions == width ? heads : heads.narrow(-1, 0, dimensions);
            var swapped = cat([-turned.narrow(-1, half, half), turned.narrow(-1, 0, half)], -1);
            var result = turned * cosine + swapped * sine; // [B, H, T, turned]
            if (dimensions < width)
                result = cat([result, heads.narrow(-1, dimensions, width - dimensions)], -1); // [B, H, T, K]
            return result.MoveToOuterDisposeScope();
        }
    }
}
