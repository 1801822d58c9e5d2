using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Compares single parts with records of what they make of texts or tokens.</summary>
internal static class ComponentVerifier
{
    private const string Normalizers = "normalizers.json", PreTokenizers = "pre_tokenizers.json", Decoders = "decoders.jsonl";

    /// <summary>True for a folder that holds records of parts.</summary>
    public static bool AreComponents(string folder) => FilesOf(folder).Any(file => Comparer(file) is not null);

    public static VerifiedKind Verify(string folder, string name, CancellationToken cancellation)
    {
        string[] files = [.. FilesOf(folder)];
        return new VerifiedKind(
            name, null, [.. files.Where(file => Comparer(file) is not null).Select(file => Compare(file, cancellation))],
            [.. files.Where(file => Comparer(file) is null && file.EndsWith(".gz", StringComparison.Ordinal)).Select(file => Path.GetFileName(file))]);
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal);

    private static Action<JsonPart, FileComparison, CancellationToken>? Comparer(string file) => Plain(file) switch
    {
        Normalizers => CompareNormalizers,
        PreTokenizers => ComparePreTokenizers,
        Decoders => CompareDecoder,
        _ => null,
    };

    private static string Plain(string file) => Path.GetFileName(file) is var name && name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;

    private static VerifiedFile Compare(string file, CancellationToken cancellation)
    {
        var comparison = new FileComparison(Path.GetFileName(file));
        try
        {
            foreach (var document in ReferenceFile.Read(file, isLines: Plain(file) == Decoders))
                Comparer(file)!(new JsonPart(document, "", wrong => new TokenizerFormatException($"'{file}': {wrong}")), comparison, cancellation);
        }
        catch (TokenizerFormatException wrong)
        {
            comparison.Fail(wrong.Message);
        }
        return comparison.Finish();
    }

    private static void CompareNormalizers(JsonPart file, FileComparison comparison, CancellationToken cancellation)
    {
        foreach (var (entry, normalizer) in Loaded(file, "normalizer", NormalizerJson.Read, comparison))
        {
            foreach (var (text, result) in Results(file, entry, cancellation))
            {
                comparison.Describe([entry.Value("normalizer").GetRawText(), text]);
                var piece = normalizer.Apply(new Piece(new AlignedText(text)));
                string normalized = piece.Span.ToString();
                var changed = result.ValueKind == JsonValueKind.Null ? null : new JsonPart(result, entry.Place, entry.Fail);
                comparison.CompareText("normalized", changed?.Text("normalized") ?? text, normalized);
                var places = new UnitCounts(text, OffsetUnit.CodePoints);
                var starts = Enumerable.Range(0, normalized.Length).Where(at => !char.IsLowSurrogate(normalized[at]));
                var ranges = starts.Select(at => End(places.Of(piece.Slice(at, char.IsHighSurrogate(normalized[at]) ? 2 : 1).Original)));
                int length = places.Of((0, text.Length)).Length;
                comparison.Compare("offsets", changed is null ? [.. Enumerable.Range(0, length).Select(at => (at, at + 1))] : RecordedEncoding.Ranges(changed, "offsets"), [.. ranges]);
            }
        }
    }

    private static void ComparePreTokenizers(JsonPart file, FileComparison comparison, CancellationToken cancellation)
    {
        foreach (var (entry, preTokenizer) in Loaded(file, "pre_tokenizer", PreTokenizerJson.Read, comparison))
        {
            // An empty text never gets as far as the pre-tokenizer.
            foreach (var (text, result) in Results(file, entry, cancellation).Where(pair => pair.Text.Length > 0))
            {
                comparison.Describe([entry.Value("pre_tokenizer").GetRawText(), text]);
                var pieces = new List<Piece>();
                preTokenizer.Apply(new Piece(new AlignedText(text)), pieces.Add);
                var places = new UnitCounts(text, OffsetUnit.CodePoints);
                JsonElement[] recorded = [.. result.EnumerateArray()];
                comparison.Compare("offsets", [.. recorded.Select(range => (entry.NumberOf(range[0], "results"), entry.NumberOf(range[1], "results")))], [.. pieces.Select(piece => End(places.Of(piece.Original)))]);
                int[] units = [.. Enumerable.Range(0, text.Length).Where(at => !char.IsLowSurrogate(text[at])), text.Length];
                comparison.Compare(
                    "pieces",
                    [.. recorded.Select(piece => piece.GetArrayLength() > 2 ? entry.TextOf(piece[2], "results") : text[units[piece[0].GetInt32()]..units[piece[1].GetInt32()]])],
                    [.. pieces.Select(piece => piece.Span.ToString())]);
            }
        }
    }

    private static void CompareDecoder(JsonPart row, FileComparison comparison, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string component = row.Value("decoder").GetRawText();
        comparison.Begin(component);
        TokenDecoder? decoder = null;
        if (row.Optional("decoder") is not null && !Loads(() => decoder = DecoderJson.Read(row.Object("decoder")), comparison))
            return;
        foreach (var entry in row.Objects("cases"))
        {
            var tokens = entry.Texts("tokens");
            comparison.Describe([component, .. tokens]);
            string? expected = entry.OptionalText("decoded");
            try
            {
                string decoded = decoder is null ? string.Join(' ', tokens) : string.Concat(decoder.Apply(tokens));
                comparison.CompareText("decoded", expected ?? "error", decoded);
            }
            catch (InvalidOperationException wrong)
            {
                comparison.CompareText("decoded", expected ?? "error", expected is null ? "error" : $"error: {wrong.Message}");
            }
        }
    }

    // The cases of a file whose part can be read.
    private static IEnumerable<(JsonPart Entry, T Part)> Loaded<T>(JsonPart file, string kind, Func<JsonPart, T> read, FileComparison comparison)
        where T : class
    {
        foreach (var entry in file.Objects("cases"))
        {
            comparison.Begin(entry.Value(kind).GetRawText());
            T? part = null;
            if (Loads(() => part = read(entry.Object(kind)), comparison))
                yield return (entry, part!);
        }
    }

    private static bool Loads(Action read, FileComparison comparison)
    {
        string outcome = "loaded";
        try
        {
            read();
        }
        catch (TokenizerFormatException wrong)
        {
            outcome = wrong.Message;
        }
        comparison.CompareOutcome("part", "loaded", outcome);
        return outcome == "loaded";
    }

    private static IEnumerable<(string Text, JsonElement Result)> Results(JsonPart file, JsonPart entry, CancellationToken cancellation)
    {
        var texts = file.Texts("texts");
        JsonElement[] results = [.. entry.Elements("results")];
        if (results.Length != texts.Count)
            throw entry.Fail($"'{entry.Place}' must have as many results as there are texts, {texts.Count}; it has {results.Length}.");
        foreach (var pair in texts.Zip(results))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return pair;
        }
    }

    private static (int Start, int End) End((int Start, int Length) range) => (range.Start, range.Start + range.Length);
}
