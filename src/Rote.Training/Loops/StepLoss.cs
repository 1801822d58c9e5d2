using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.Loops;

/// <summary>The loss of one step, whose gradients the parameters hold already.</summary>
/// <param name="Value">In nats per token, or whatever the objective measures.</param>
/// <param name="Tokens">Tokens read, for the speed; examples where there are no tokens.</param>
public readonly record struct StepLoss(double Value, int Tokens)
{
    /// <summary>Sends a loss back to the parameters.</summary>
    /// <param name="loss">A scalar.</param>
    /// <param name="tokens">Tokens read.</param>
    /// <returns>Its number.</returns>
    public static StepLoss Backward(Tensor loss, int tokens)
    {
        ArgumentNullException.ThrowIfNull(loss);
        loss.backward();
        return new StepLoss(loss.ToDouble(), tokens);
    }
}
