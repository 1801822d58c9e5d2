using System.Text;

namespace Rote.Tokenizers.Serialization;

/// <summary>WordPiece tokenizers from a <c>vocab.txt</c>, a token a line: BERT and those that share its pipeline.</summary>
internal static class WordPieceFiles
{
    private static readonly string[] Classes = ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer"];

    private static readonly SpecialTokenDefaults Defaults = new(new Dictionary<SpecialRole, string>
    {
        [SpecialRole.Unknown] = "[UNK]",
        [SpecialRole.Separator] = "[SEP]",
        [SpecialRole.Padding] = "[PAD]",
        [SpecialRole.Classification] = "[CLS]",
        [SpecialRole.Mask] = "[MASK]",
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
        string unknown = config[SpecialRole.Unknown]?.Token.Content ?? Defaults[SpecialRole.Unknown]!;
        var model = new WordPieceModel(ids, unknown, "##", 100, Fail);
        var special = new SpecialTokens(config, model, Defaults, [], Fail);
        bool lowercase = config.Flag("do_lower_case") ?? !lines.Exists(HasCapital);
        return ClassicFiles.Make(
            new TokenizerPipeline
            {
                AddedTokens = special.Tokens,
                Normalizer = new Normalizer.Bert(true, config.Flag("tokenize_chinese_chars") ?? true, config.Flag("strip_accents"), lowercase),
                PreTokenizer = new PreTokenizer.Bert(),
                Model = model,
                PostProcessor = TemplateBuilder.Around(special[SpecialRole.Classification], special[SpecialRole.Separator], secondTypeId: 1),
                Decoder = new TokenDecoder.WordPiece(),
            },
            Fail);

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }

    // transformers lower the text unless told otherwise. Where nothing is told, a token that lower case could never reach tells it.
    private static bool HasCapital(string token) => !(token.StartsWith('[') && token.EndsWith(']')) && token.EnumerateRunes().Any(Rune.IsUpper);
}
