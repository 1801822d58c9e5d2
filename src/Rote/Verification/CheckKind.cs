namespace Rote.Verification;

/// <summary>What a recorded thing is.</summary>
public enum CheckKind
{
    /// <summary>What the model is given.</summary>
    Input,

    /// <summary>The stream between two blocks, or after the last.</summary>
    HiddenState,

    /// <summary>Attention weights of one block.</summary>
    AttentionMap,

    /// <summary>Scores of a head, before any softmax.</summary>
    Scores,

    /// <summary>A pooled state.</summary>
    Pooled,

    /// <summary>The loss, a scalar.</summary>
    Loss,

    /// <summary>The gradient of the loss by one parameter.</summary>
    Gradient,

    /// <summary>The L2 norm of all gradients.</summary>
    GradientNorm,

    /// <summary>Token ids that the model writes.</summary>
    Generation,

    /// <summary>Scores after the processors that come before a token is chosen.</summary>
    Processor,

    /// <summary>Something that the verifier does not know.</summary>
    Unknown,
}
