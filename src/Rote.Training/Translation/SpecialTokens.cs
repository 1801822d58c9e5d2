using Rote.Checkpoints;
using Rote.Tokenizers;

namespace Rote.Training.Translation;

/// <summary>Finds the tokens that steer an encoder–decoder in a tokenizer.</summary>
internal static class SpecialTokens
{
    public static SpecialTokenIds Of(Tokenizer tokenizer)
    {
        int padding = Find(tokenizer, new WordLevelTrainerOptions().PaddingToken, "padding");
        int end = Find(tokenizer, new WordLevelTrainerOptions().EndToken, "end");
        // As Marian has it, the decoder starts with the padding token.
        return new SpecialTokenIds(padding, end, padding);
    }

    private static int Find(Tokenizer tokenizer, string token, string what) => tokenizer.TokenToId(token)
        ?? throw new ArgumentException($"The tokenizer has no {what} token '{token}'; a translation model needs one.", nameof(tokenizer));
}
