using System.Diagnostics;

namespace Rote.Tokenizers.Serialization;

/// <summary>BPE tokenizers from a <c>vocab.json</c> (tokens and ids) and a <c>merges.txt</c> (a merge a line).</summary>
internal static class BytePairFiles
{
    private const string Name = "vocab.json", WordEnd = "</w>";

    // CLIP's own words and numbers; its two special tokens stay whole in lower case too.
    private const string ClipWords = @"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";

    private static readonly Dictionary<string, BytePairFamily> Classes = new()
    {
        ["GPT2Tokenizer"] = BytePairFamily.Gpt2,
        ["RobertaTokenizer"] = BytePairFamily.Roberta,
        ["BartTokenizer"] = BytePairFamily.Roberta,
        ["LongformerTokenizer"] = BytePairFamily.Roberta,
        ["CLIPTokenizer"] = BytePairFamily.Clip,
        ["OpenAIGPTTokenizer"] = BytePairFamily.Gpt1,
    };

    /// <summary>Reads one.</summary>
    /// <param name="file">The vocabulary.</param>
    /// <param name="mergesFile">The merges.</param>
    public static Tokenizer Load(string file, string mergesFile)
    {
        var config = ClassicConfig.Load(Path.GetDirectoryName(file) ?? "");
        var vocabulary = Vocabulary.Create(JsonFile.Parse(JsonFile.ReadAll(file, Name, ClassicFiles.MaxLength), file, Name, part => part.Table()), Fail);
        var family = config.Class is { } type
            ? Classes.TryGetValue(type, out var known) ? known : throw ClassicFiles.WrongClass(type, Classes.Keys, Fail)
            : Infer(vocabulary, config, Fail);
        var defaults = DefaultsOf(family);
        var model = ReadModel(vocabulary, mergesFile, new BpeOptions
        {
            EndOfWordSuffix = family is BytePairFamily.Clip or BytePairFamily.Gpt1 ? WordEnd : null,
            UnknownToken = family is BytePairFamily.Clip or BytePairFamily.Gpt1 ? config[SpecialTokens.Unknown] ?? defaults[SpecialTokens.Unknown] : null,
        });
        var special = new SpecialTokens(new TokenizerPipeline { Model = model, Decoder = new TokenDecoder.ByteLevel() }, config, defaults, [], Fail);
        return ClassicFiles.Make(
            family switch
            {
                BytePairFamily.Gpt2 => Gpt2(config, special),
                BytePairFamily.Roberta => Roberta(config, special),
                BytePairFamily.Clip => Clip(special),
                BytePairFamily.Gpt1 => Gpt1(special),
                _ => throw new UnreachableException(),
            },
            Fail);

        TokenizerFormatException Fail(string wrong) => new($"'{file}': {wrong}");
    }

    private static BpeModel ReadModel(Vocabulary vocabulary, string file, BpeOptions options)
    {
        var lines = TextLines.Read(file, ClassicFiles.MaxLength);
        int line = 0;
        return new BpeModel(vocabulary, options, wrong => new TokenizerFormatException(line > 0 ? $"'{file}', line {line}: {wrong}" : $"'{file}': {wrong}"), lines.Count, merges =>
        {
            foreach (string text in lines)
            {
                line++;
                merges.AddLine(text);
            }
            line = 0;
        });
    }

    // Byte-level vocabularies hold all characters that stand for bytes.
    private static BytePairFamily Infer(Vocabulary vocabulary, ClassicConfig config, Func<string, Exception> fail)
    {
        bool isByteLevel = Enumerable.Range(0, 256).All(value => vocabulary.Find(ByteAlphabet.CharacterOf((byte)value).ToString()) is not null);
        bool marksEnds = vocabulary.Entries.Any(entry => entry.Token.EndsWith(WordEnd, StringComparison.Ordinal));
        return (isByteLevel, marksEnds) switch
        {
            (true, true) => BytePairFamily.Clip,
            (false, true) => BytePairFamily.Gpt1,
            (true, false) => config[SpecialTokens.Classification] is null ? BytePairFamily.Gpt2 : BytePairFamily.Roberta,
            (false, false) => throw fail(
                $"its tokens are neither byte-level nor do they mark where words end. Name the class in a tokenizer_config.json beside it, one of {string.Join(", ", Classes.Keys)}."),
        };
    }

    private static SpecialTokenDefaults DefaultsOf(BytePairFamily family) => family switch
    {
        BytePairFamily.Gpt2 => Both("<|endoftext|>", "<|endoftext|>", "<|endoftext|>"),
        BytePairFamily.Clip => Both("<|startoftext|>", "<|endoftext|>", "<|endoftext|>"),
        BytePairFamily.Gpt1 => new(new Dictionary<string, string> { [SpecialTokens.Unknown] = "<unk>" }),
        BytePairFamily.Roberta => new(
            new Dictionary<string, string>
            {
                [SpecialTokens.Begin] = "<s>",
                [SpecialTokens.End] = "</s>",
                [SpecialTokens.Unknown] = "<unk>",
                [SpecialTokens.Separator] = "</s>",
                [SpecialTokens.Padding] = "<pad>",
                [SpecialTokens.Classification] = "<s>",
                [SpecialTokens.Mask] = "<mask>",
            },
            MaskStripsLeft: true),
        _ => throw new UnreachableException(),
    };

    private static SpecialTokenDefaults Both(string begin, string end, string unknown) =>
        new(new Dictionary<string, string> { [SpecialTokens.Begin] = begin, [SpecialTokens.End] = end, [SpecialTokens.Unknown] = unknown });

    private static TokenizerPipeline Gpt2(ClassicConfig config, SpecialTokens special) => special.Pipeline with
    {
        PreTokenizer = new PreTokenizer.ByteLevel(config.AddsPrefixSpace ?? false),
        PostProcessor = config.Tokens?.AddBeginToken ?? false
            ? TemplateBuilder.Around(special[SpecialTokens.Begin], null, secondTypeId: 1)
            : new PostProcessor.ByteLevel(TrimOffsets: false),
    };

    private static TokenizerPipeline Roberta(ClassicConfig config, SpecialTokens special)
    {
        bool prefix = config.AddsPrefixSpace ?? false;
        return special.Pipeline with
        {
            PreTokenizer = new PreTokenizer.ByteLevel(prefix),
            PostProcessor = new PostProcessor.Roberta(special[SpecialTokens.Separator], special[SpecialTokens.Classification], TrimOffsets: true, AddPrefixSpace: prefix),
        };
    }

    private static TokenizerPipeline Clip(SpecialTokens special) => special.Pipeline with
    {
        Normalizer = new Normalizer.Sequence(
            [new Normalizer.UnicodeForm(System.Text.NormalizationForm.FormC), new Normalizer.Replace(new SplitPattern.RegularExpression(@"\s+"), " "), new Normalizer.Lowercase()]),
        PreTokenizer = new PreTokenizer.Sequence(
            [new PreTokenizer.Split(new SplitPattern.RegularExpression(ClipWords), SplitBehavior.Removed, Invert: true), new PreTokenizer.ByteLevel(AddPrefixSpace: false)]),
        PostProcessor = new PostProcessor.Roberta(special[SpecialTokens.End], special[SpecialTokens.Begin], TrimOffsets: false, AddPrefixSpace: false),
    };

    private static TokenizerPipeline Gpt1(SpecialTokens special) => special.Pipeline with
    {
        Normalizer = new Normalizer.Bert(),
        PreTokenizer = new PreTokenizer.Bert(),
        Decoder = new TokenDecoder.EndOfWord(WordEnd),
    };
}
