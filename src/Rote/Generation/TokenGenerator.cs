using Rote.Models;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Generation;

/// <summary>Writes tokens, greedily or by beam search, as Hugging Face's <c>generate</c> does. Caches make a step cost one token.</summary>
public static class TokenGenerator
{
    /// <summary>Writes after prompts, or from an encoder's input.</summary>
    /// <param name="model">A language model. Its mode is left as it is: in training mode dropout makes what is written random, so call <c>eval()</c> first.</param>
    /// <param name="ids">Prompts padded on the left, or an encoder's input padded on either side, <c>[B, T]</c>, int64.</param>
    /// <param name="keep">True at real tokens, <c>[B, T]</c>; null where nothing is padding.</param>
    /// <param name="options">How tokens are chosen, and when writing starts and ends.</param>
    /// <param name="cancellation">Ends the loop between two tokens.</param>
    /// <returns>Prompt (padding included) or start token, and what was written.</returns>
    /// <remarks>
    /// The encoder runs once an input, not once a beam, and a prompt is read once for all of its beams. Inputs that are done leave the batch
    /// when half of it are, which changes nothing that is written.
    /// </remarks>
    /// <exception cref="ShapeException">The input is not <c>[B, T]</c>, or <paramref name="keep"/> has another shape.</exception>
    /// <exception cref="ArgumentException">
    /// The model writes no tokens, the input is empty, a prompt is padded on the right, an option is out of range, or the model's positions do
    /// not reach as far as may be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static GeneratedTokens Generate(Transformer model, Tensor ids, Tensor? keep, GenerationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Spec.Decoder is null || model.Spec.Head is not HeadSpec.LanguageModel)
            throw new ArgumentException("`model` must have a decoder and a language-model head: it writes no tokens.", nameof(model));
        bool hasEncoder = model.Spec.Encoder is not null;
        RequireInput(ids, keep);
        string[] violations = [.. options.Violations(model.OutputVocabularySize, hasEncoder)];
        if (violations.Length > 0)
            throw new ArgumentException($"`options` has {violations.Length} violation(s): {string.Join(" ", violations)}", nameof(options));
        cancellation.ThrowIfCancellationRequested();

        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        if (keep is not null && keep.all().item<bool>())
            keep = null;
        if (!hasEncoder && keep is not null)
            RequireLeftPadding(keep);
        int limit = Limit(model.Spec, ids, keep, options);
        var start = hasEncoder ? full(ids.size(0), 1, options.DecoderStartId, dtype: ScalarType.Int64, device: ids.device) : ids;
        long[][] prompts = [.. start.cpu().contiguous().data<long>().ToArray().Chunk((int)start.size(1))];
        using var state = new DecodingState(model, ids, keep);
        return options.Beams == 1
            ? GreedySearch.Run(state, start, prompts, limit, options, cancellation)
            : new BeamSearch(state, prompts, limit, options).Run(start, cancellation);
    }

    private static void RequireInput(Tensor ids, Tensor? keep)
    {
        var (batch, length) = ids.Dims2("[B, T]");
        if (batch == 0 || length == 0)
            throw new ArgumentException($"`ids` must hold at least one row of at least one token, [B, T]; got {ids.Describe()}.", nameof(ids));
        if (ids.dtype != ScalarType.Int64)
            throw new ArgumentException($"`ids` must be int64; got {ids.dtype}. Convert with .to(int64).", nameof(ids));
        if (keep is null)
            return;
        var (keepBatch, keepLength) = keep.Dims2("[B, T]");
        if (keepBatch != batch || keepLength != length)
            throw new ShapeException($"`keep` must have the shape of `ids`, [B, T] = {ids.Describe()}; got {keep.Describe()}.");
        if (keep.dtype != ScalarType.Bool)
            throw new ArgumentException($"`keep` must be boolean, true at real tokens; got {keep.dtype}. Write mask.ne(0) for a mask of ones and zeros.", nameof(keep));
    }

    private static void RequireLeftPadding(Tensor keep)
    {
        bool[] last = keep.select(1, keep.size(1) - 1).cpu().contiguous().data<bool>().ToArray();
        int row = Array.IndexOf(last, false);
        if (row >= 0)
        {
            throw new ArgumentException(
                $"`keep` must be true in its last column, because what is written follows it; row {row} ends in padding. Pad prompts on the left.", nameof(keep));
        }
    }

    // How many tokens may be written; throws where the positions would not reach
    private static int Limit(TransformerSpec spec, Tensor ids, Tensor? keep, GenerationOptions options)
    {
        long width = ids.size(1), longest = keep?.sum(1).max().item<long>() ?? width;
        if (spec.Encoder is not null)
        {
            if (spec.Encoder.Positions.Reach() is { } encoderReach && width > encoderReach)
                throw new ArgumentException($"`ids` must have at most {encoderReach} tokens a row, the reach of the encoder's positions; got {width}. Shorten the input.", nameof(ids));
            width = longest = 1;
        }
        if (options.MaxLength is { } length && length <= width)
        {
            throw new ArgumentException(
                $"`options.MaxLength` must be greater than {width}, the tokens of a row before writing; got {length}. Set MaxNewTokens, which clears it.", nameof(options));
        }
        int limit = (int)Math.Min(options.MaxNewTokens, options.MaxLength - width ?? int.MaxValue);
        if (spec.Decoder!.Positions.Reach() is not { } reach)
            return limit;
        if (longest > reach)
            throw new ArgumentException($"`ids` must have at most {reach} tokens a row, the reach of the decoder's positions; got {longest}. Shorten the prompt.", nameof(ids));
        // The last token is written and not read, so it needs no position.
        long most = reach - longest + 1;
        return limit <= most
            ? limit
            : throw new ArgumentException(
                $"`options.MaxNewTokens` must be at most {most}, because the decoder's positions reach {reach} tokens and the longest row starts with {longest}; got {limit}. " +
                "Write fewer tokens, or shorten the prompt.", nameof(options));
    }
}
