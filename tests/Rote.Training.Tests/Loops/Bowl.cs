using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Loops;

/// <summary>A matrix and a vector of one number each, and losses of them that are followed by hand.</summary>
internal sealed class Bowl : nn.Module
{
    public Bowl(double matrix, double vector)
        : base(nameof(Bowl))
    {
        Matrix = nn.Parameter(tensor(new[] { matrix }, [1, 1]));
        Vector = nn.Parameter(tensor(new[] { vector }));
        RegisterComponents();
    }

    public Parameter Matrix { get; }

    public Parameter Vector { get; }

    public double MatrixValue => Matrix.item<double>();

    public double VectorValue => Vector.item<double>();
}
