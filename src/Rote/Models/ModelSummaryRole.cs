using System.Text.Json.Serialization;

namespace Rote.Models;

/// <summary>What a part of a model is for; its parameters are counted under it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelSummaryRole>))]
public enum ModelSummaryRole
{
    /// <summary>Holds parts of several roles.</summary>
    Whole,

    /// <summary>Tables of tokens, token types and positions, and trained position biases.</summary>
    Embeddings,

    /// <summary>Projections of self- and cross-attention.</summary>
    Attention,

    /// <summary>Feed-forward networks.</summary>
    FeedForward,

    /// <summary>Norms outside the head.</summary>
    Norms,

    /// <summary>The head, without a table that it only borrows.</summary>
    Head,
}
