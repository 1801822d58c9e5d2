namespace Rote.Tokenizers.Serialization;

/// <summary>Reads SentencePiece <c>.model</c> files: a ModelProto in the format of protocol buffers.</summary>
/// <remarks>https://github.com/google/sentencepiece/blob/v0.2.0/src/sentencepiece_model.proto</remarks>
internal static class SentencePieceFile
{
    /// <summary>The largest file that is read, in bytes; the largest known are of 5 MB.</summary>
    public const long MaxLength = 64L << 20;

    private const int Unigram = 1, BytePair = 2, Word = 3, Character = 4;

    /// <summary>Makes a model of a file's bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static SentencePieceModel Parse(ReadOnlySpan<byte> bytes, Func<string, Exception> fail)
    {
        var pieces = new List<SentencePiece>();
        var model = new SentencePieceModel { Pieces = pieces };
        var reader = new ProtobufReader(bytes, fail);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    pieces.Add(ReadPiece(reader.Message("pieces"), pieces.Count));
                    break;
                case 2:
                    model = ReadTrainerSpec(reader.Message("trainer_spec"), model);
                    break;
                case 3:
                    model = ReadNormalizerSpec(reader.Message("normalizer_spec"), model);
                    break;
                case 5:
                    RefuseDenormalizer(reader.Message("denormalizer_spec"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (pieces.Count == 0)
            throw fail("it holds no pieces; a SentencePiece model must hold some.");
        foreach (var (name, id) in new[] { ("unk_id", model.UnknownId), ("bos_id", model.BeginId), ("eos_id", model.EndId), ("pad_id", model.PaddingId) })
        {
            // Only the unknown piece must be there; the defaults name others that a file may lack.
            if (id >= pieces.Count || (id < 0 && name == "unk_id"))
                throw fail($"'trainer_spec.{name}' is {id}; it must be the id of one of the {pieces.Count} pieces.");
        }
        return model;
    }

    private static SentencePiece ReadPiece(ProtobufReader reader, int id)
    {
        string text = "";
        float score = 0;
        int kind = (int)SentencePieceKind.Normal;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    text = reader.Text("piece");
                    break;
                case 2:
                    score = reader.Float("score");
                    if (!float.IsFinite(score))
                        throw reader.Fail($"the score of piece {id} is {score}; scores must be finite numbers.");
                    break;
                case 3:
                    kind = reader.Number("type");
                    if (!Enum.IsDefined((SentencePieceKind)kind))
                        throw reader.Fail($"the type of piece {id} is {kind}; known are 1 to 6.");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return text.Length > 0 ? new SentencePiece(text, score, (SentencePieceKind)kind) : throw reader.Fail($"piece {id} is empty; pieces must hold text.");
    }

    private static SentencePieceModel ReadTrainerSpec(ProtobufReader reader, SentencePieceModel model)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3:
                    int type = reader.Number("trainer_spec.model_type");
                    if (type is not (Unigram or BytePair))
                    {
                        string name = type switch { Word => "word", Character => "char", _ => "unknown" };
                        throw reader.Fail($"'trainer_spec.model_type' is {type} ({name}), which is not supported; supported are {Unigram} (unigram) and {BytePair} (bpe).");
                    }
                    model = model with { IsBytePair = type == BytePair };
                    break;
                case 24:
                    if (reader.Flag("trainer_spec.treat_whitespace_as_suffix"))
                        throw reader.Fail("'trainer_spec.treat_whitespace_as_suffix' is true, which is not supported. Use a model that marks where words begin.");
                    break;
                case 35:
                    model = model with { ByteFallback = reader.Flag("trainer_spec.byte_fallback") };
                    break;
                case 40:
                    model = model with { UnknownId = reader.Number("trainer_spec.unk_id") };
                    break;
                case 41:
                    model = model with { BeginId = reader.Number("trainer_spec.bos_id") };
                    break;
                case 42:
                    model = model with { EndId = reader.Number("trainer_spec.eos_id") };
                    break;
                case 43:
                    model = model with { PaddingId = reader.Number("trainer_spec.pad_id") };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return model;
    }

    private static SentencePieceModel ReadNormalizerSpec(ProtobufReader reader, SentencePieceModel model)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    model = model with { CharacterMap = reader.Bytes("normalizer_spec.precompiled_charsmap").ToArray() };
                    break;
                case 3:
                    model = model with { AddsDummyPrefix = reader.Flag("normalizer_spec.add_dummy_prefix") };
                    break;
                case 4:
                    model = model with { RemovesExtraSpaces = reader.Flag("normalizer_spec.remove_extra_whitespaces") };
                    break;
                case 5:
                    if (!reader.Flag("normalizer_spec.escape_whitespaces"))
                        throw reader.Fail("'normalizer_spec.escape_whitespaces' is false, which is not supported. Use a model that writes spaces as ▁.");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return model;
    }

    private static void RefuseDenormalizer(ProtobufReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == 2 && reader.Bytes("denormalizer_spec.precompiled_charsmap").Length > 0)
                throw reader.Fail("'denormalizer_spec.precompiled_charsmap' is there, which is not supported. Use a model that decodes without one.");
            if (reader.Field != 2)
                reader.Skip();
        }
    }
}
