using System.Text.Json;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>The parts of the references that are not built yet; the table only shrinks.</summary>
internal static class NotBuiltYet
{
    private static readonly string[] Table = [];

    /// <summary>Skips the test when it needs one of the parts.</summary>
    public static void Skip(IEnumerable<string> parts)
    {
        if (parts.FirstOrDefault(Table.Contains) is { } missing)
            Assert.Skip($"not built yet: {missing}");
    }

    /// <summary>The parts that a tokenizer.json consists of.</summary>
    public static IEnumerable<string> PartsOf(JsonElement tokenizer) => new[] { "model", "normalizer", "pre_tokenizer", "post_processor", "decoder" }
        .SelectMany(kind => PartsOf(kind, tokenizer.GetProperty(kind)));

    /// <summary>The parts that a component consists of.</summary>
    public static IEnumerable<string> PartsOf(string kind, JsonElement component)
    {
        if (component.ValueKind == JsonValueKind.Null)
            yield break;
        string type = component.GetProperty("type").GetString()!;
        yield return $"{kind} {type}";
        if (type is "Split" or "Replace" && component.GetProperty("pattern").TryGetProperty("Regex", out var regex) && regex.GetString() != @"[\s\S]")
            yield return $"{kind} {type} by a regular expression";
        foreach (string list in new[] { "normalizers", "pretokenizers", "processors", "decoders" })
        {
            if (component.TryGetProperty(list, out var inner))
            {
                foreach (string part in inner.EnumerateArray().SelectMany(element => PartsOf(kind, element)))
                    yield return part;
            }
        }
    }
}
