using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>A hook at one site.</summary>
public sealed class AttentionHook : IAttentionHook
{
    private readonly AttentionSite _site;
    private readonly Func<Tensor, Tensor> _at;

    private AttentionHook(AttentionSite site, Func<Tensor, Tensor> at) => (_site, _at) = (site, at);

    /// <summary>Looks at a tensor.</summary>
    /// <param name="site">Where.</param>
    /// <param name="look">Receives it; detach from the dispose scope what is kept.</param>
    /// <returns>The hook.</returns>
    public static AttentionHook See(AttentionSite site, Action<Tensor> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return new(site, tensor =>
        {
            look(tensor);
            return tensor;
        });
    }

    /// <summary>Puts another tensor in its place.</summary>
    /// <param name="site">Where.</param>
    /// <param name="replace">From the tensor to another of its shape.</param>
    /// <returns>The hook.</returns>
    public static AttentionHook Replace(AttentionSite site, Func<Tensor, Tensor> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        return new(site, replace);
    }

    /// <inheritdoc/>
    public bool Wants(AttentionSite site) => site == _site;

    /// <inheritdoc/>
    public Tensor At(AttentionSite site, Tensor tensor) => _at(tensor);
}
