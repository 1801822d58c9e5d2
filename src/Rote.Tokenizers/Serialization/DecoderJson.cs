using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Decoders in a tokenizer.json.</summary>
internal static class DecoderJson
{
    public static TokenDecoder Read(JsonPart part)
    {
        TokenDecoder decoder = part.Type(
            [("suffix", "BPEDecoder"), ("prefix", "WordPiece"), ("pad_token", "CTC"), ("pattern", "Replace"), ("start", "Strip")],
            "Fuse", "BPEDecoder", "ByteFallback", "ByteLevel", "CTC", "Metaspace", "Replace", "Sequence", "Strip", "WordPiece") switch
        {
            "Fuse" => new TokenDecoder.Fuse(),
            "BPEDecoder" => new TokenDecoder.EndOfWord(part.Text("suffix")),
            "ByteFallback" => new TokenDecoder.ByteFallback(),
            "ByteLevel" => new TokenDecoder.ByteLevel(part.Flag("add_prefix_space"), part.Flag("trim_offsets"), part.Flag("use_regex", missing: true)),
            "CTC" => new TokenDecoder.Ctc(part.Text("pad_token"), part.Text("word_delimiter_token"), part.Flag("cleanup")),
            "Metaspace" => ReadMetaspace(part),
            "Replace" => new TokenDecoder.Replace(PreTokenizerJson.ReadPattern(part.Object("pattern")), part.Text("content")),
            "Sequence" => new TokenDecoder.Sequence([.. part.Objects("decoders").Select(Read)]),
            "Strip" => new TokenDecoder.Strip(part.Character("content"), part.Number("start"), part.Number("stop")),
            "WordPiece" => new TokenDecoder.WordPiece(part.Text("prefix"), part.Flag("cleanup")),
            _ => throw new UnreachableException(),
        };
        part.End();
        return decoder;
    }

    public static void Write(Utf8JsonWriter json, TokenDecoder? decoder)
    {
        if (decoder is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", NameOf(decoder));
        switch (decoder)
        {
            case TokenDecoder.EndOfWord words:
                json.WriteString("suffix", words.Suffix);
                break;
            case TokenDecoder.ByteLevel bytes:
                json.WriteBoolean("add_prefix_space", bytes.AddPrefixSpace);
                json.WriteBoolean("trim_offsets", bytes.TrimOffsets);
                json.WriteBoolean("use_regex", bytes.UseRegex);
                break;
            case TokenDecoder.Ctc outputs:
                json.WriteString("pad_token", outputs.PaddingToken);
                json.WriteString("word_delimiter_token", outputs.WordDelimiter);
                json.WriteBoolean("cleanup", outputs.Cleanup);
                break;
            case TokenDecoder.Metaspace spaces:
                json.WriteString("replacement", spaces.Replacement.ToString());
                json.WriteString("prepend_scheme", PrependSchemeJson.NameOf(spaces.Scheme));
                json.WriteBoolean("split", spaces.Split);
                break;
            case TokenDecoder.Replace replace:
                PreTokenizerJson.WritePattern(json, replace.Pattern);
                json.WriteString("content", replace.Content);
                break;
            case TokenDecoder.Sequence sequence:
                json.WriteStartArray("decoders");
                foreach (var inner in sequence.Decoders)
                    Write(json, inner);
                json.WriteEndArray();
                break;
            case TokenDecoder.Strip strip:
                json.WriteString("content", strip.Content.ToString());
                json.WriteNumber("start", strip.Start);
                json.WriteNumber("stop", strip.Stop);
                break;
            case TokenDecoder.WordPiece pieces:
                json.WriteString("prefix", pieces.Prefix);
                json.WriteBoolean("cleanup", pieces.Cleanup);
                break;
        }
        json.WriteEndObject();
    }

    private static string NameOf(TokenDecoder decoder) => decoder switch
    {
        TokenDecoder.Fuse => "Fuse",
        TokenDecoder.EndOfWord => "BPEDecoder",
        TokenDecoder.ByteFallback => "ByteFallback",
        TokenDecoder.ByteLevel => "ByteLevel",
        TokenDecoder.Ctc => "CTC",
        TokenDecoder.Metaspace => "Metaspace",
        TokenDecoder.Replace => "Replace",
        TokenDecoder.Sequence => "Sequence",
        TokenDecoder.Strip => "Strip",
        TokenDecoder.WordPiece => "WordPiece",
        _ => throw new UnreachableException(),
    };

    private static TokenDecoder.Metaspace ReadMetaspace(JsonPart part)
    {
        var scheme = PrependSchemeJson.Read(part);
        // Older files say it twice.
        part.Optional("str_rep");
        return new TokenDecoder.Metaspace(part.Character("replacement"), scheme, part.Flag("split", missing: true));
    }
}
