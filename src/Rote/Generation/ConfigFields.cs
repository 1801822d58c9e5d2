using System.Text.Json;

namespace Rote.Generation;

/// <summary>Fields of a config.json or generation_config.json, each null where it is missing or null.</summary>
/// <param name="json">The parsed file.</param>
/// <param name="file">The file's name, for messages.</param>
internal sealed class ConfigFields(JsonElement json, string file)
{
    private readonly JsonElement _json = json.ValueKind == JsonValueKind.Object
        ? json
        : throw new ArgumentException($"{file} must be an object; got {Shown(json)}.");

    public string File => file;

    public int? Whole(string name) => Get(name) is { } value ? WholeOf(name, value, "a whole number") : null;

    public bool? Flag(string name) => Get(name) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false", value)
        : null;

    public double? Number(string name) => Get(name) is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : throw Wrong(name, "a number", value)
        : null;

    /// <summary>One token id, perhaps as a list of one.</summary>
    public int? Id(string name)
    {
        const string Expected = "a token id";
        if (Get(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return WholeOf(name, value, Expected);
        return value.GetArrayLength() == 1 ? WholeOf(name, value[0], Expected) : throw Wrong(name, Expected, value);
    }

    /// <summary>A token id or a list of them.</summary>
    public int[]? Ids(string name)
    {
        const string Expected = "a token id or a list of token ids";
        if (Get(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(id => WholeOf(name, id, Expected))] : [WholeOf(name, value, Expected)];
    }

    /// <summary>A list of lists of token ids.</summary>
    public int[][]? Words(string name)
    {
        const string Expected = "a list of lists of token ids";
        if (Get(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(name, Expected, value);
        return
        [
            .. value.EnumerateArray().Select(word => word.ValueKind == JsonValueKind.Array
                ? word.EnumerateArray().Select(id => WholeOf(name, id, Expected)).ToArray()
                : throw Wrong(name, Expected, word)),
        ];
    }

    public BeamStopping Stopping(string name) => Get(name) switch
    {
        null => BeamStopping.Heuristic,
        { ValueKind: JsonValueKind.False } => BeamStopping.Heuristic,
        { ValueKind: JsonValueKind.True } => BeamStopping.Early,
        { ValueKind: JsonValueKind.String } value when value.GetString() == "never" => BeamStopping.Never,
        { } value => throw Wrong(name, "true, false or \"never\"", value),
    };

    /// <summary>Refuses a field that would change what is written and that nothing here honours.</summary>
    /// <param name="name">The field.</param>
    /// <param name="neutral">The number with which it changes nothing; false and what is empty change nothing either.</param>
    public void RequireNeutral(string name, double neutral)
    {
        if (Get(name) is not { } value)
            return;
        bool isNeutral = value.ValueKind switch
        {
            JsonValueKind.False => true,
            JsonValueKind.Number => value.TryGetDouble(out double number) && number == neutral,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any(),
            _ => false,
        };
        if (!isNeutral)
            throw new ArgumentException($"{file}: '{name}' is {Shown(value)}, which is not supported. Supported: leaving it out.");
    }

    private static string Shown(JsonElement value)
    {
        const int Longest = 60;
        string text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private JsonElement? Get(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private int WholeOf(string name, JsonElement value, string expected) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int whole) ? whole : throw Wrong(name, expected, value);

    private ArgumentException Wrong(string name, string expected, JsonElement value) => new($"{file}: '{name}' must be {expected}; got {Shown(value)}.");
}
