using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rote.Training.Translation;

/// <summary>Reads records from JSON that people write by hand: whatever does not fit is named by its place.</summary>
internal static class RecipeReader
{
    /// <summary>Reads a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="options">How its fields are named.</param>
    /// <returns>The record.</returns>
    /// <exception cref="JsonException">The text is not JSON, or a field is unknown, missing, given twice, null, of another type or of an unknown kind.</exception>
    public static T Read<T>(string json, JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true); // types are looked up before anything is read
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = options.AllowTrailingCommas, CommentHandling = options.ReadCommentHandling });
            Check(document.RootElement, options.GetTypeInfo(typeof(T)), "");
            return document.RootElement.Deserialize<T>(options)!;
        }
        catch (JsonException wrong) when (wrong.LineNumber is { } line)
        {
            throw new JsonException($"line {line + 1}, byte {wrong.BytePositionInLine + 1}: {wrong.Message.Split(" LineNumber:")[0]}", wrong);
        }
    }

    private static void Check(JsonElement element, JsonTypeInfo type, string path)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            CheckValue(element, type, path);
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(path, $"must be an object, {{ … }}; got {element.GetRawText()}");
        string? discriminator = type.PolymorphismOptions?.TypeDiscriminatorPropertyName;
        if (discriminator is not null)
            type = Kind(element, type, path, discriminator);
        var known = type.Properties.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            string name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (!seen.Add(field.Name))
                throw Wrong(name, "is given twice");
            if (field.Name == discriminator)
                continue;
            if (!known.TryGetValue(field.Name, out var property))
                throw Wrong(name, $"is unknown; known there: {string.Join(", ", known.Keys)}");
            if (field.Value.ValueKind != JsonValueKind.Null)
                Check(field.Value, type.Options.GetTypeInfo(property.PropertyType), name);
            else if (!property.IsSetNullable)
                throw Wrong(name, "must not be null");
        }
        if (type.Properties.FirstOrDefault(property => IsRequired(property) && !seen.Contains(property.Name)) is { } missing)
            throw Wrong(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}", "is missing");
    }

    private static void CheckValue(JsonElement element, JsonTypeInfo type, string path)
    {
        try
        {
            _ = element.Deserialize(type);
        }
        catch (JsonException wrong)
        {
            var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            string expected = plain.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(plain))}"
                : plain == typeof(string) ? "a text"
                : plain == typeof(bool) ? "true or false"
                : plain == typeof(double) ? "a number"
                : "a whole number";
            throw new JsonException($"'{path}' must be {expected}; got {element.GetRawText()}.", wrong);
        }
    }

    private static JsonTypeInfo Kind(JsonElement element, JsonTypeInfo type, string path, string discriminator)
    {
        var kinds = type.PolymorphismOptions!.DerivedTypes;
        string? kind = element.TryGetProperty(discriminator, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var derived in kinds)
        {
            if (derived.TypeDiscriminator as string == kind)
                return type.Options.GetTypeInfo(derived.DerivedType);
        }
        throw Wrong($"{path}.{discriminator}", $"{(kind is null ? "is missing" : $"is '{kind}'")}; expected one of {string.Join(", ", kinds.Select(derived => derived.TypeDiscriminator))}");
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static JsonException Wrong(string path, string what) => new(path.Length == 0 ? $"It {what}." : $"'{path}' {what}.");
}
