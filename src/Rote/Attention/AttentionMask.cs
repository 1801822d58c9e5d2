using System.Text;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>
/// Which keys a query may attend to: true = may attend. Masks are values and are combined with <c>&amp;</c>.
/// Causal is aligned to the last key, a window of W keys counts the query itself, and a query that may attend to nothing reads zero.
/// </summary>
/// <remarks>A mask stays a description until a kernel needs it as a tensor, so that the fused path is taken whenever it exists.</remarks>
public abstract record AttentionMask
{
    private AttentionMask()
    {
    }

    /// <summary>Every query may attend to every key.</summary>
    public static AttentionMask All { get; } = new Everything();

    /// <summary>Query i of T may attend to key j of S when j ≤ i + S − T: aligned to the last key, so that cached keys stay visible.</summary>
    public static AttentionMask Causal { get; } = new Future();

    /// <summary>Hides padding keys.</summary>
    /// <param name="keep">True at real tokens, <c>[B, S]</c>, boolean.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ShapeException">Not two dimensions.</exception>
    /// <exception cref="ArgumentException">Not boolean.</exception>
    public static AttentionMask KeyPadding(Tensor keep)
    {
        _ = keep.Dims2("[B, S]");
        RequireBool(keep, nameof(keep));
        return new Padding(keep);
    }

    /// <summary>Each query sees <paramref name="left"/> keys before itself, itself, and <paramref name="right"/> keys after itself.</summary>
    /// <param name="left">Keys before the query, ≥ 0. A causal window of W keys has left = W − 1, right = 0.</param>
    /// <param name="right">Keys after the query, ≥ 0.</param>
    /// <returns>The mask, aligned to the last key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative.</exception>
    public static AttentionMask Window(int left, int right)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        return new Band(left, right);
    }

    /// <summary>Any mask, given as a tensor.</summary>
    /// <param name="keep">True where a query may attend, broadcastable to <c>[B, H, T, S]</c>, boolean.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ArgumentException">Not boolean.</exception>
    public static AttentionMask Custom(Tensor keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        RequireBool(keep, nameof(keep));
        if (keep.dim() is < 2 or > 4)
            throw new ShapeException($"`keep` must be broadcastable to [B, H, T, S], with two to four dimensions; got {keep.Describe()}.");
        return new Given(keep);
    }

    /// <summary>What both masks allow.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">The other.</param>
    /// <returns>The intersection; <see cref="All"/> is neutral.</returns>
    public static AttentionMask operator &(AttentionMask left, AttentionMask right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left is Everything || left == right)
            return right;
        return right is Everything ? left : new Both(left, right);
    }

    /// <summary>What both masks allow; the named form of <c>&amp;</c>.</summary>
    /// <param name="left">One mask.</param>
    /// <param name="right">The other.</param>
    /// <returns>The intersection.</returns>
    public static AttentionMask BitwiseAnd(AttentionMask left, AttentionMask right) => left & right;

    /// <summary>True for <see cref="All"/>.</summary>
    public bool IsAll => this is Everything;

    /// <summary>True for <see cref="Causal"/> alone.</summary>
    public bool IsCausal => this is Future;

    /// <summary>The cheapest equal mask for T queries and S keys: all, causal (only when T = S), or one tensor.</summary>
    /// <param name="queryLength">T.</param>
    /// <param name="keyLength">S.</param>
    /// <param name="device">Where a tensor is made.</param>
    /// <returns><see cref="All"/>, <see cref="Causal"/>, or a mask whose <see cref="ToTensor"/> costs nothing.</returns>
    public AttentionMask Simplify(long queryLength, long keyLength, Device device) => this switch
    {
        Everything => All,
        Future when queryLength == 1 && keyLength >= 1 => All,
        Future when queryLength == keyLength => Causal,
        Given => this,
        _ => new Given(ToTensor(queryLength, keyLength, device)),
    };

    /// <summary>The mask as a boolean tensor, broadcastable to <c>[B, H, T, S]</c>.</summary>
    /// <param name="queryLength">T.</param>
    /// <param name="keyLength">S.</param>
    /// <param name="device">Where the tensor is made; null is the CPU.</param>
    /// <returns>True where a query may attend.</returns>
    /// <exception cref="ShapeException">A tensor inside the mask does not fit T and S.</exception>
    public Tensor ToTensor(long queryLength, long keyLength, Device? device = null)
    {
        switch (this)
        {
            case Everything:
                return ones(1, 1, queryLength, keyLength, dtype: ScalarType.Bool, device: device);
            case Future:
                return Distances(queryLength, keyLength, device).le(0);
            case Band band:
                using (var distance = Distances(queryLength, keyLength, device))
                using (var notBefore = distance.ge(-band.Left))
                using (var notAfter = distance.le(band.Right))
                    return notBefore.logical_and(notAfter); // [T, S]
            case Padding padding:
                if (padding.Keep.size(1) != keyLength)
                {
                    throw new ShapeException(
                        $"The key padding must have shape [B, S] with S = {keyLength}; got {padding.Keep.Describe()}. With a cache the mask covers cached keys too.");
                }
                return padding.Keep.unsqueeze(1).unsqueeze(1); // [B, 1, 1, S]
            case Given given:
                RequireFit(given.Keep, queryLength, keyLength);
                return given.Keep;
            case Both both:
                using (var left = both.Left.ToTensor(queryLength, keyLength, device).alias())
                using (var right = both.Right.ToTensor(queryLength, keyLength, device).alias())
                    return left.logical_and(right);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The mask drawn with one line a query: <c>■</c> may attend, <c>·</c> may not.</summary>
    /// <param name="queryLength">T.</param>
    /// <param name="keyLength">S.</param>
    /// <returns>T lines of S signs; of a mask that differs by batch row or head, the first.</returns>
    public string Draw(int queryLength, int keyLength)
    {
        using var scope = NewDisposeScope();
        var keep = ToTensor(queryLength, keyLength).to(CPU);
        long[] full = [.. keep.shape[..^2], queryLength, keyLength];
        keep = keep.expand(full).contiguous();
        while (keep.dim() > 2)
            keep = keep[0].contiguous();
        var cells = keep.data<bool>().ToArray();
        var text = new StringBuilder();
        for (int query = 0; query < queryLength; query++)
        {
            for (int key = 0; key < keyLength; key++)
                text.Append(cells[query * keyLength + key] ? '■' : '·');
            text.Append('\n');
        }
        return text.ToString();
    }

    // key − query, where the last query stands at the last key
    private static Tensor Distances(long queryLength, long keyLength, Device? device)
    {
        using var keys = arange(keyLength, device: device).unsqueeze(0);
        using var queries = arange(keyLength - queryLength, keyLength, device: device).unsqueeze(1);
        return keys - queries; // [T, S]
    }

    private static void RequireBool(Tensor keep, string name)
    {
        if (keep.dtype != ScalarType.Bool)
            throw new ArgumentException($"`{name}` must be boolean, true where a query may attend; got {keep.dtype}. Write mask.ne(0) for a mask of ones and zeros.");
    }

    private static void RequireFit(Tensor keep, long queryLength, long keyLength)
    {
        if ((keep.size(-2) != queryLength && keep.size(-2) != 1) || (keep.size(-1) != keyLength && keep.size(-1) != 1))
        {
            throw new ShapeException(
                $"`keep` must be broadcastable to [B, H, T, S] with T = {queryLength}, S = {keyLength}; got {keep.Describe()}. With a cache the mask covers cached keys too.");
        }
    }

    private sealed record Everything : AttentionMask;

    private sealed record Future : AttentionMask;

    private sealed record Padding(Tensor Keep) : AttentionMask;

    private sealed record Band(int Left, int Right) : AttentionMask;

    private sealed record Given(Tensor Keep) : AttentionMask;

    private sealed record Both(AttentionMask Left, AttentionMask Right) : AttentionMask;
}
