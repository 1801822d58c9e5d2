using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rote.Tokenizers.Serialization;

/// <summary>Tokenizers from SentencePiece <c>.model</c> files.</summary>
internal static class SentencePieceFiles
{
    private const string ShiftedName = "sentencepiece.bpe.model";
    private const string ExtraId = "<extra_id_";

    // A piece that ends so is worth this much less: ALBERT shall cut numbers from commas.
    private const double NumberCommaPenalty = 100;

    private static readonly Rune Space = new('▁');
    private static readonly SplitPattern SpaceRun = SplitPattern.Of(" {2,}");

    private static readonly Dictionary<string, SentencePieceFamily> Classes = new()
    {
        ["LlamaTokenizer"] = SentencePieceFamily.Llama,
        ["GemmaTokenizer"] = SentencePieceFamily.Llama,
        ["T5Tokenizer"] = SentencePieceFamily.T5,
        ["MT5Tokenizer"] = SentencePieceFamily.T5,
        ["XLMRobertaTokenizer"] = SentencePieceFamily.XlmRoberta,
        ["AlbertTokenizer"] = SentencePieceFamily.Albert,
    };

    /// <summary>Reads one.</summary>
    /// <param name="file">The model.</param>
    public static Tokenizer Load(string file)
    {
        var config = ClassicConfig.Load(Path.GetDirectoryName(file) ?? "");
        var proto = SentencePieceFile.Parse(BoundedFile.ReadAll(file, "a SentencePiece model", SentencePieceFile.MaxLength), Fail);
        var family = config.Class is { } type
            ? Classes.TryGetValue(type, out var known) ? known : throw ClassicFiles.WrongClass(type, Classes.Keys, Fail)
            : Infer(Path.GetFileName(file), proto, config);
        if (proto.IsBytePair && family is not (SentencePieceFamily.Plain or SentencePieceFamily.Llama))
            throw Fail($"it is a BPE model, but the tokenizer_config.json beside it names the class '{config.Class}', whose models are Unigram. Take the files of one tokenizer.");
        var defaults = DefaultsOf(family, proto);
        TokenizerModel model = proto.IsBytePair ? BytePairModel(proto, Fail) : UnigramModel(proto, family, config, defaults, Fail);
        var special = new SpecialTokens(config, model, defaults, OwnTokens(proto, model), Fail);
        bool prefixes = config.Flag("add_prefix_space") ?? proto.AddsDummyPrefix;
        return ClassicFiles.Make(
            new TokenizerPipeline
            {
                AddedTokens = special.Tokens,
                Model = model,
                Normalizer = NormalizerOf(proto, family, config, prefixes),
                PreTokenizer = PreTokenizerOf(proto, family, config, prefixes),
                PostProcessor = PostProcessorOf(proto, family, config, special),
                Decoder = DecoderOf(proto, prefixes),
            },
            Fail);

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }

    // Files of this name are those of fairseq, whose ids are shifted.
    private static SentencePieceFamily Infer(string name, SentencePieceModel proto, ClassicConfig config) =>
        proto.IsBytePair ? SentencePieceFamily.Plain
        : name == ShiftedName ? SentencePieceFamily.XlmRoberta
        : proto.Pieces.Any(piece => piece is { Text: "[CLS]", Kind: SentencePieceKind.Control }) ? SentencePieceFamily.Albert
        : config.Others.Any(token => IsExtra(token.Token)) ? SentencePieceFamily.T5
        : SentencePieceFamily.Plain;

    private static SpecialTokenDefaults DefaultsOf(SentencePieceFamily family, SentencePieceModel proto)
    {
        var texts = new Dictionary<SpecialRole, string> { [SpecialRole.Unknown] = proto.Pieces[proto.UnknownId].Text };
        foreach (var (role, id) in new[] { (SpecialRole.Begin, proto.BeginId), (SpecialRole.End, proto.EndId), (SpecialRole.Padding, proto.PaddingId) })
        {
            if (id >= 0 && proto.Pieces[id].Kind == SentencePieceKind.Control)
                texts[role] = proto.Pieces[id].Text;
        }
        switch (family)
        {
            case SentencePieceFamily.XlmRoberta:
                texts[SpecialRole.Begin] = texts[SpecialRole.Classification] = "<s>";
                texts[SpecialRole.End] = texts[SpecialRole.Separator] = "</s>";
                texts[SpecialRole.Padding] = "<pad>";
                texts[SpecialRole.Unknown] = "<unk>";
                texts[SpecialRole.Mask] = "<mask>";
                break;
            case SentencePieceFamily.Albert:
                texts[SpecialRole.Classification] = "[CLS]";
                texts[SpecialRole.Separator] = "[SEP]";
                texts[SpecialRole.Mask] = "[MASK]";
                break;
        }
        return new SpecialTokenDefaults(texts, MaskStripsLeft: family is SentencePieceFamily.XlmRoberta or SentencePieceFamily.Albert);
    }

    private static BpeModel BytePairModel(SentencePieceModel proto, Func<string, Exception> fail)
    {
        var merges = SentencePieceMerges.Of(proto.Pieces, fail);
        var vocabulary = Vocabulary.Create([.. proto.Pieces.Select((piece, id) => KeyValuePair.Create(piece.Text, (long)id))], fail);
        var options = new BpeOptions { UnknownToken = proto.Pieces[proto.UnknownId].Text, FuseUnknown = true, ByteFallback = proto.ByteFallback };
        return new BpeModel(vocabulary, options, fail, merges.Count, list =>
        {
            foreach (var (left, right) in merges)
                list.Add(proto.Pieces[left].Text, proto.Pieces[right].Text);
        });
    }

    private static UnigramModel UnigramModel(
        SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, SpecialTokenDefaults defaults, Func<string, Exception> fail)
    {
        var pieces = proto.Pieces.Select(piece => new UnigramPiece(piece.Text, piece.Score));
        int unknownId = proto.UnknownId;
        switch (family)
        {
            case SentencePieceFamily.Albert:
                pieces = pieces.Select(piece => EndsInNumberComma(piece.Text) ? piece with { Score = piece.Score - NumberCommaPenalty } : piece);
                break;
            case SentencePieceFamily.XlmRoberta:
                // In place of the file's own <unk>, <s> and </s>.
                SpecialRole[] first = [SpecialRole.Begin, SpecialRole.Padding, SpecialRole.End, SpecialRole.Unknown];
                pieces = [.. first.Select(Control), .. pieces.Skip(3), Control(SpecialRole.Mask)];
                unknownId = Array.IndexOf(first, SpecialRole.Unknown);
                break;
            case SentencePieceFamily.T5:
                pieces = pieces.Concat(Enumerable.Range(0, ExtraIds(config)).Reverse().Select(number => new UnigramPiece($"{ExtraId}{number}>", 0)));
                break;
        }
        return new UnigramModel([.. pieces], unknownId, proto.ByteFallback, fail);

        UnigramPiece Control(SpecialRole role) => new(config[role]?.Token.Content ?? defaults[role]!, 0);
    }

    private static int ExtraIds(ClassicConfig config) => Math.Min(10_000, config.Number("extra_ids")
        ?? (config.Others.Count(token => IsExtra(token.Token)) is > 0 and int listed ? listed : 100));

    private static bool IsExtra(AddedToken token) => token.Content.StartsWith(ExtraId, StringComparison.Ordinal);

    private static bool EndsInNumberComma(string piece) => piece.Length > 1 && piece[^1] == ',' && CharUnicodeInfo.GetDigitValue(piece[^2]) >= 0;

    // Those of XLM-RoBERTa are found by their texts; what was dropped is not in the model.
    private static IEnumerable<AddedToken> OwnTokens(SentencePieceModel proto, TokenizerModel model) => proto.Pieces
        .Where(piece => piece.Kind is SentencePieceKind.Unknown or SentencePieceKind.Control or SentencePieceKind.UserDefined && model.TokenToId(piece.Text) is not null)
        .Select(piece => new AddedToken(-1, piece.Text) { Special = piece.Kind != SentencePieceKind.UserDefined });

    private static Normalizer? NormalizerOf(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, bool prefixes)
    {
        List<Normalizer> parts = [];
        if (family == SentencePieceFamily.Albert)
        {
            parts.Add(new Normalizer.Replace(new SplitPattern.Literal("``"), "\""));
            parts.Add(new Normalizer.Replace(new SplitPattern.Literal("''"), "\""));
            if (!(config.Flag("keep_accents") ?? false))
                parts.AddRange([new Normalizer.UnicodeForm(NormalizationForm.FormKD), new Normalizer.StripAccents()]);
            if (config.Flag("do_lower_case") ?? true)
                parts.Add(new Normalizer.Lowercase());
        }
        if (proto.CharacterMap.Length > 0)
            parts.Add(new Normalizer.Precompiled(proto.CharacterMap));
        if (family is SentencePieceFamily.Albert or SentencePieceFamily.XlmRoberta)
            parts.Add(new Normalizer.Replace(SpaceRun, " "));
        else if (proto.RemovesExtraSpaces)
            parts.AddRange([new Normalizer.Strip(Left: false, Right: true), new Normalizer.Replace(SpaceRun, $"{Space}")]);
        else if (IsWhole(proto) && IsLegacy(config))
        {
            if (prefixes)
                parts.Add(new Normalizer.Prepend($"{Space}"));
            parts.Add(new Normalizer.Replace(new SplitPattern.Literal(" "), $"{Space}"));
        }
        return parts switch { [] => null, [var only] => only, _ => new Normalizer.Sequence(parts) };
    }

    private static PreTokenizer? PreTokenizerOf(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, bool prefixes)
    {
        if (IsWhole(proto))
            return IsLegacy(config) ? null : new PreTokenizer.Metaspace(Space, prefixes ? PrependScheme.First : PrependScheme.Never, false);
        var spaces = new PreTokenizer.Metaspace(Space, prefixes ? PrependScheme.Always : PrependScheme.Never);
        return family == SentencePieceFamily.XlmRoberta ? new PreTokenizer.Sequence([new PreTokenizer.WhitespaceSplit(), spaces]) : spaces;
    }

    private static PostProcessor.Template? PostProcessorOf(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, SpecialTokens special)
    {
        switch (family)
        {
            case SentencePieceFamily.XlmRoberta:
                return TemplateBuilder.Around(special[SpecialRole.Classification], special[SpecialRole.Separator], 0, between: special[SpecialRole.Separator]);
            case SentencePieceFamily.Albert:
                return TemplateBuilder.Around(special[SpecialRole.Classification], special[SpecialRole.Separator], 1);
            case SentencePieceFamily.T5:
                return TemplateBuilder.Around(null, special[SpecialRole.End], 0);
            case SentencePieceFamily.Llama:
            case SentencePieceFamily.Plain:
                // Without a class, a file that names these tokens means them to be added: around the text for Unigram, before it for BPE.
                bool isLlama = family == SentencePieceFamily.Llama;
                bool begins = config.Flag("add_bos_token") ?? (isLlama || config[SpecialRole.Begin] is not null);
                bool ends = config.Flag("add_eos_token") ?? (!isLlama && !proto.IsBytePair && config[SpecialRole.End] is not null);
                if (!begins && !ends)
                    return null;
                return TemplateBuilder.Around(
                    begins ? special[SpecialRole.Begin] : null, ends ? special[SpecialRole.End] : null, secondTypeId: proto.IsBytePair ? 1 : 0, repeatsBefore: proto.IsBytePair);
            default:
                throw new UnreachableException();
        }
    }

    private static TokenDecoder DecoderOf(SentencePieceModel proto, bool prefixes)
    {
        if (!proto.IsBytePair && !proto.ByteFallback)
            return new TokenDecoder.Metaspace(Space, prefixes ? PrependScheme.Always : PrependScheme.Never);
        List<TokenDecoder> parts = [new TokenDecoder.Replace(new SplitPattern.Literal($"{Space}"), " "), new TokenDecoder.ByteFallback(), new TokenDecoder.Fuse()];
        if (prefixes)
            parts.Add(new TokenDecoder.Strip(new Rune(' '), 1, 0));
        return new TokenDecoder.Sequence(parts);
    }

    // Runs of spaces are pieces only where they are kept and nothing is split at them.
    private static bool IsWhole(SentencePieceModel proto) => proto.IsBytePair && !proto.RemovesExtraSpaces;

    private static bool IsLegacy(ClassicConfig config) => config.Flag("legacy") ?? true;
}
