using System.Text;

namespace Rote.Tokenizers.Serialization;

/// <summary>WordPiece tokenizers from a <c>vocab.txt</c>, a token a line: BERT and those that share its pipeline.</summary>
internal static class WordPieceFiles
{
    private static readonly string[] Classes = ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer"];

    private static readonly SpecialTokenDefaults Defaults = new(new Dictionary<string, string>
    {
        [SpecialTokens.Unknown] = "[UNK]",
        [SpecialTokens.Separator] = "[SEP]",
        [SpecialTokens.Padding] = "[PAD]",
        [SpecialTokens.Classification] = "[CLS]",
        [SpecialTokens.Mask] = "[MASK]",
    });

    /// <summary>Reads one.</summary>
    /// <param name="file">The vocabulary.</param>
    public static Tokenizer Load(string file)
    {
        var config = ClassicConfig.Load(Path.GetDirectoryName(file) ?? "");
        if (config.Class is { } type && !Classes.Contains(type))
            throw ClassicFiles.WrongClass(type, Classes, Fail);
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        var lines = TextLines.Read(file, ClassicFiles.MaxLength);
        // Of a token that is there twice the last line counts, and the id of the first has no token.
        for (int id = 0; id < lines.Count; id++)
            ids[lines[id]] = id;
        string unknown = config[SpecialTokens.Unknown] ?? Defaults[SpecialTokens.Unknown]!;
        var model = new WordPieceModel(ids, unknown, "##", 100, Fail);
        var special = new SpecialTokens(new TokenizerPipeline { Model = model }, config, Defaults, [], Fail);
        bool lowercase = config.LowersCase ?? !lines.Exists(HasCapital);
        return ClassicFiles.Make(
            special.Pipeline with
            {
                Normalizer = new Normalizer.Bert { PartsIdeographs = config.PartsIdeographs ?? true, StripsAccents = config.StripsAccents, LowersCase = lowercase },
                PreTokenizer = new PreTokenizer.Bert(),
                PostProcessor = TemplateBuilder.Around(special[SpecialTokens.Classification], special[SpecialTokens.Separator], secondTypeId: 1),
                Decoder = new TokenDecoder.WordPiece(),
            },
            Fail);

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }

    // transformers lower the text unless told otherwise. Where nothing is told, a token that lower case could never reach tells it.
    private static bool HasCapital(string token) => !(token.StartsWith('[') && token.EndsWith(']')) && token.EnumerateRunes().Any(Rune.IsUpper);
}
