namespace Rote.Layers;

/// <summary>One block: up to three sublayers, each with its norm and residual. A sublayer that is null is left out.</summary>
public sealed record BlockSpec
{
    /// <summary>Self-attention, or null.</summary>
    public AttentionSpec? SelfAttention { get; init; }

    /// <summary>Attention over an encoder's output, or null.</summary>
    public AttentionSpec? CrossAttention { get; init; }

    /// <summary>The feed-forward network, or null.</summary>
    public FeedForwardSpec? FeedForward { get; init; }

    /// <summary>Which normalisation. Default: LayerNorm.</summary>
    public NormSpec Norm { get; init; } = new NormSpec.Layer();

    /// <summary>Where it stands. Default: after the residual.</summary>
    public NormPlacement NormPlacement { get; init; } = NormPlacement.Post;

    /// <summary>How a sublayer's result joins the stream. Default: it is added.</summary>
    public ResidualSpec Residual { get; init; } = new ResidualSpec.On();

    /// <summary>Probability with which a sublayer's result is dropped in training, in [0, 1). Default: 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="width">D.</param>
    /// <param name="path">Where this block stands, for the message.</param>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations(int width, string path)
    {
        if (SelfAttention is null && CrossAttention is null && FeedForward is null)
            yield return $"{path} has no sublayer: give it SelfAttention, CrossAttention or FeedForward.";
        foreach (var (name, attention) in new[] { (nameof(SelfAttention), SelfAttention), (nameof(CrossAttention), CrossAttention) })
        {
            if (attention is null)
                continue;
            if (attention.Heads <= 0)
                yield return $"{path}.{name}.Heads must be positive; got {attention.Heads}.";
            else if (attention.HeadWidth is null && width > 0 && width % attention.Heads != 0)
                yield return $"{path}.{name}.Heads must divide Width = {width}, or HeadWidth must be given; got {attention.Heads}.";
            if (attention.HeadWidth is <= 0)
                yield return $"{path}.{name}.HeadWidth must be positive; got {attention.HeadWidth}.";
            if (attention.KeyValueHeads is { } groups && (groups <= 0 || attention.Heads % groups != 0))
                yield return $"{path}.{name}.KeyValueHeads must divide Heads = {attention.Heads}; got {groups}.";
            if (attention.Heads > 0 && (long)attention.Heads * attention.HeadWidthFor(width) > int.MaxValue)
                yield return $"{path}.{name}.Heads × HeadWidth must be at most {int.MaxValue}; got {attention.Heads} × {attention.HeadWidthFor(width)}.";
            if (attention.SourceWidth is <= 0)
                yield return $"{path}.{name}.SourceWidth must be positive; got {attention.SourceWidth}.";
            else if (attention.SourceWidth is { } source && source != width && (name == nameof(SelfAttention) || attention.TiedQueryKey))
                yield return $"{path}.{name}.SourceWidth must be Width = {width} in self-attention and with TiedQueryKey; got {source}.";
            if (attention.TiedQueryKey && attention.KeyValueHeadCount() != attention.Heads)
                yield return $"{path}.{name}.TiedQueryKey needs as many key/value heads as heads; got {attention.KeyValueHeadCount()} and {attention.Heads}.";
            if (attention.Scale is Attention.AttentionScale.Custom scale && !double.IsFinite(scale.Factor))
                yield return $"{path}.{name}.Scale must be finite; got {scale.Factor}.";
            if (attention.Dropout is not (>= 0 and < 1))
                yield return $"{path}.{name}.Dropout must be in [0, 1); got {attention.Dropout}.";
            foreach (string violation in attention.Kernel.Violations($"{path}.{name}.{nameof(AttentionSpec.Kernel)}"))
                yield return violation;
            if (name == nameof(CrossAttention) && !attention.Kernel.ReadsOthers)
                yield return $"{path}.{name}.Kernel reads one sequence only, so it cannot be cross-attention; got {attention.Kernel.Name}.";
        }
        if (FeedForward is { Width: <= 0 } feedForward)
            yield return $"{path}.FeedForward.Width must be positive; got {feedForward.Width}.";
        if (FeedForward is { Dropout: not (>= 0 and < 1) } dropping)
            yield return $"{path}.FeedForward.Dropout must be in [0, 1); got {dropping.Dropout}.";
        if (FeedForward is not null && !Enum.IsDefined(FeedForward.Activation))
            yield return $"{path}.FeedForward.Activation must be one of {string.Join(", ", Enum.GetNames<Activation>())}; got {FeedForward.Activation}.";
        foreach (string violation in Norm.Violations($"{path}.{nameof(Norm)}"))
            yield return violation;
        if (!Enum.IsDefined(NormPlacement))
            yield return $"{path}.NormPlacement must be one of {string.Join(", ", Enum.GetNames<NormPlacement>())}; got {NormPlacement}.";
        if (Dropout is not (>= 0 and < 1))
            yield return $"{path}.Dropout must be in [0, 1); got {Dropout}.";
        if (Residual is ResidualSpec.Scaled residual && !double.IsFinite(residual.Factor))
            yield return $"{path}.Residual must be finite; got {residual.Factor}.";
    }
}
