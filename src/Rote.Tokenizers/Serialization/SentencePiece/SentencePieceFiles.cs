using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rote.Tokenizers.Serialization;

/// <summary>Tokenizers from SentencePiece <c>.model</c> files.</summary>
internal static class SentencePieceFiles
{
    private const string ShiftedName = "sentencepiece.bpe.model";
    private const string ExtraId = "<extra_id_";
    private const int DefaultExtras = 100, MostExtras = 10_000;

    // A piece that ends so is worth this much less: ALBERT shall cut numbers from commas.
    private const double NumberCommaPenalty = 100;

    private static readonly Rune Space = new('▁');
    private static readonly SplitPattern SpaceRun = new SplitPattern.RegularExpression(" {2,}");

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
        var proto = SentencePieceFile.Parse(JsonFile.ReadAll(file, "SentencePiece model", SentencePieceFile.MaxLength), Fail);
        var family = config.Class is { } type
            ? Classes.TryGetValue(type, out var known) ? known : throw ClassicFiles.WrongClass(type, Classes.Keys, Fail)
            : Infer(Path.GetFileName(file), proto, config);
        if (proto.IsBytePair && family is not (SentencePieceFamily.Plain or SentencePieceFamily.Llama))
            throw Fail($"it is a BPE model, but the tokenizer_config.json beside it names the class '{config.Class}', whose models are Unigram. Take the files of one tokenizer.");
        var defaults = DefaultsOf(family, proto);
        TokenizerModel model = proto.IsBytePair ? BytePairModel(proto, Fail) : UnigramModel(proto, family, config, defaults, Fail);
        var special = new SpecialTokens(new TokenizerPipeline { Model = model }, config, defaults, OwnTokens(proto, family, config, model), Fail);
        bool prefixes = config.AddsPrefixSpace ?? proto.AddsDummyPrefix;
        return ClassicFiles.Make(
            special.Pipeline with
            {
                Normalizer = NormalizerOf(proto, family, config, prefixes, Fail),
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
        : config.Tokens is { } tokens && tokens.ExtraSpecialTokens.Any(IsExtra) ? SentencePieceFamily.T5
        : SentencePieceFamily.Plain;

    private static SpecialTokenDefaults DefaultsOf(SentencePieceFamily family, SentencePieceModel proto)
    {
        var texts = new Dictionary<string, string> { [SpecialTokens.Unknown] = proto.Pieces[proto.UnknownId].Text };
        foreach (var (role, id) in new[] { (SpecialTokens.Begin, proto.BeginId), (SpecialTokens.End, proto.EndId), (SpecialTokens.Padding, proto.PaddingId) })
        {
            if (id >= 0 && proto.Pieces[id].Kind == SentencePieceKind.Control)
                texts[role] = proto.Pieces[id].Text;
        }
        switch (family)
        {
            case SentencePieceFamily.XlmRoberta:
                texts[SpecialTokens.Begin] = texts[SpecialTokens.Classification] = "<s>";
                texts[SpecialTokens.End] = texts[SpecialTokens.Separator] = "</s>";
                texts[SpecialTokens.Padding] = "<pad>";
                texts[SpecialTokens.Unknown] = "<unk>";
                texts[SpecialTokens.Mask] = "<mask>";
                break;
            case SentencePieceFamily.Albert:
                texts[SpecialTokens.Classification] = "[CLS]";
                texts[SpecialTokens.Separator] = "[SEP]";
                texts[SpecialTokens.Mask] = "[MASK]";
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
                string[] first = [SpecialTokens.Begin, SpecialTokens.Padding, SpecialTokens.End, SpecialTokens.Unknown];
                pieces = [.. first.Select(Control), .. pieces.Skip(3), Control(SpecialTokens.Mask)];
                unknownId = Array.IndexOf(first, SpecialTokens.Unknown);
                break;
            case SentencePieceFamily.T5:
                pieces = pieces.Concat(Extras(config));
                break;
        }
        return new UnigramModel([.. pieces], unknownId, proto.ByteFallback, fail);

        UnigramPiece Control(string name) => new(config[name] ?? defaults[name]!, 0);
    }

    // The pieces for gaps, the last one first.
    private static IEnumerable<UnigramPiece> Extras(ClassicConfig config)
    {
        int count = config.ExtraIds ?? (config.Tokens?.ExtraSpecialTokens.Count(IsExtra) is > 0 and int listed ? listed : DefaultExtras);
        return Enumerable.Range(0, Math.Min(count, MostExtras)).Reverse().Select(number => new UnigramPiece($"{ExtraId}{number}>", 0));
    }

    private static bool IsExtra(AddedToken token) => token.Content.StartsWith(ExtraId, StringComparison.Ordinal);

    private static bool EndsInNumberComma(string piece) => piece.Length > 1 && piece[^1] == ',' && CharUnicodeInfo.GetDigitValue(piece[^2]) >= 0;

    // Those of XLM-RoBERTa are found by their texts; what was dropped is not in the model.
    private static IEnumerable<AddedToken> OwnTokens(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, TokenizerModel model) => proto.Pieces
        .Where(piece => piece.Kind is SentencePieceKind.Unknown or SentencePieceKind.Control or SentencePieceKind.UserDefined && model.TokenToId(piece.Text) is not null)
        .Select(piece => new AddedToken(piece.Text) { Special = piece.Kind != SentencePieceKind.UserDefined })
        .Concat(family == SentencePieceFamily.T5 ? Extras(config).Select(piece => new AddedToken(piece.Text)) : []);

    private static Normalizer? NormalizerOf(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, bool prefixes, Func<string, Exception> fail)
    {
        List<Normalizer> parts = [];
        if (family == SentencePieceFamily.Albert)
        {
            parts.Add(new Normalizer.Replace(new SplitPattern.Literal("``"), "\""));
            parts.Add(new Normalizer.Replace(new SplitPattern.Literal("''"), "\""));
            if (!(config.KeepsAccents ?? false))
                parts.AddRange([new Normalizer.UnicodeForm(NormalizationForm.FormKD), new Normalizer.StripAccents()]);
            if (config.LowersCase ?? true)
                parts.Add(new Normalizer.Lowercase());
        }
        if (proto.CharacterMap.Length > 0)
            parts.Add(new Normalizer.Precompiled(proto.CharacterMap, wrong => fail($"'normalizer_spec.precompiled_charsmap' cannot be used: {wrong}")));
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
            return IsLegacy(config) ? null : new PreTokenizer.Metaspace(Space, prefixes ? PrependScheme.First : PrependScheme.Never, split: false);
        var spaces = new PreTokenizer.Metaspace(Space, prefixes ? PrependScheme.Always : PrependScheme.Never);
        return family == SentencePieceFamily.XlmRoberta ? new PreTokenizer.Sequence([new PreTokenizer.WhitespaceSplit(), spaces]) : spaces;
    }

    private static PostProcessor.Template? PostProcessorOf(SentencePieceModel proto, SentencePieceFamily family, ClassicConfig config, SpecialTokens special)
    {
        switch (family)
        {
            case SentencePieceFamily.XlmRoberta:
                return TemplateBuilder.Around(special[SpecialTokens.Classification], special[SpecialTokens.Separator], 0, between: special[SpecialTokens.Separator]);
            case SentencePieceFamily.Albert:
                return TemplateBuilder.Around(special[SpecialTokens.Classification], special[SpecialTokens.Separator], 1);
            case SentencePieceFamily.T5:
                return TemplateBuilder.Around(null, special[SpecialTokens.End], 0);
            case SentencePieceFamily.Llama:
            case SentencePieceFamily.Plain:
                // Without a class, a file that names these tokens means them to be added: around the text for Unigram, before it for BPE.
                bool isLlama = family == SentencePieceFamily.Llama;
                bool begins = config.Tokens?.AddBeginToken ?? (isLlama || config[SpecialTokens.Begin] is not null);
                bool ends = config.Tokens?.AddEndToken ?? (!isLlama && !proto.IsBytePair && config[SpecialTokens.End] is not null);
                if (!begins && !ends)
                    return null;
                return TemplateBuilder.Around(
                    begins ? special[SpecialTokens.Begin] : null, ends ? special[SpecialTokens.End] : null, secondTypeId: proto.IsBytePair ? 1 : 0, repeatsBefore: proto.IsBytePair);
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

    private static bool IsLegacy(ClassicConfig config) => config.IsLegacy ?? true;
}
