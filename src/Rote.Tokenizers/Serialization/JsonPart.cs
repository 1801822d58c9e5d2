using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>A JSON object of a tokenizer.json under reading. What is not asked for is refused at the end, so that nothing is skipped silently.</summary>
internal sealed class JsonPart
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];
    private readonly Func<string, Exception> _fail;

    /// <summary>Opens an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">What it is called in messages, such as <c>normalizer.normalizers[0]</c>; empty for the whole file.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public JsonPart(JsonElement element, string place, Func<string, Exception> fail)
    {
        _fail = fail;
        Place = place;
        if (element.ValueKind != JsonValueKind.Object)
            throw fail($"{(place.Length == 0 ? "the file" : $"'{place}'")} must be an object; got {Described(element)}.");
        foreach (var property in element.EnumerateObject())
        {
            string name = Name(property);
            if (!_values.TryAdd(name, property.Value))
                throw fail($"'{Inner(name)}' is there twice; it must be there once.");
        }
    }

    /// <summary>What the object is called in messages.</summary>
    public string Place { get; }

    public Exception Fail(string wrong) => _fail(wrong);

    /// <summary>The object's <c>type</c>.</summary>
    /// <param name="supported">The types that can be read.</param>
    public string Type(params ReadOnlySpan<string> supported)
    {
        string type = Text("type");
        return supported.Contains(type) ? type : throw _fail(
            $"'{Place}' is a '{type}', which is not supported; supported are {string.Join(", ", supported.ToArray())}. Use a tokenizer made of these.");
    }

    /// <summary>The object's <c>type</c>, which older files lack; what else is there tells it then.</summary>
    /// <param name="marks">Names of values and the types that they tell; the first that is there counts.</param>
    /// <param name="supported">The types that can be read.</param>
    public string Type(ReadOnlySpan<(string Name, string Type)> marks, params ReadOnlySpan<string> supported)
    {
        if (!Has("type"))
        {
            foreach (var (name, type) in marks)
            {
                if (Has(name))
                    return type;
            }
        }
        return Type(supported);
    }

    /// <summary>A value that must be there; null is a value.</summary>
    public JsonElement Value(string name)
    {
        _asked.Add(name);
        return _values.TryGetValue(name, out var value) ? value : throw _fail($"'{Inner(name)}' is missing; it must be there.");
    }

    /// <summary>A value that is null or not there gives null.</summary>
    public JsonElement? Optional(string name)
    {
        _asked.Add(name);
        return _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>The names of all values.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>True when a value is there, null or not.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) => TextOf(Value(name), name);

    /// <summary>A text; null when it is null or not there.</summary>
    public string? OptionalText(string name) => Optional(name) is { } value ? TextOf(value, name) : null;

    public bool Flag(string name) => Value(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
        ? value.GetBoolean()
        : throw Wrong(name, "true or false", _values[name]);

    /// <summary>A text that is the name of one of an enumeration's values.</summary>
    public T OneOf<T>(string name)
        where T : struct, Enum
    {
        string text = Text(name);
        string[] known = Enum.GetNames<T>();
        return known.Contains(text) ? Enum.Parse<T>(text) : throw _fail($"'{Inner(name)}' must be one of {string.Join(", ", known)}; got '{text}'.");
    }

    /// <summary>A flag that may be missing.</summary>
    public bool Flag(string name, bool missing) => Optional(name) is null ? missing : Flag(name);

    /// <summary>A text of one character (code point).</summary>
    public Rune Character(string name)
    {
        string text = Text(name);
        return Rune.DecodeFromUtf16(text, out var character, out int length) == OperationStatus.Done && length == text.Length
            ? character
            : throw _fail($"'{Inner(name)}' must be one character; got '{text}'.");
    }

    /// <summary>Bytes that are written in base 64.</summary>
    public byte[] Bytes(string name) => TextOf(Value(name), name) is var text && _values[name].TryGetBytesFromBase64(out byte[]? bytes)
        ? bytes
        : throw _fail($"'{Inner(name)}' must be base 64; got {text.Length:N0} characters that are not.");

    public int Number(string name) => NumberOf(Value(name), name);

    /// <summary>A number that limits something; one beyond 2,147,483,647 is that.</summary>
    public int Limit(string name) => Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out ulong limit)
        ? (int)Math.Min(limit, int.MaxValue)
        : Number(name);

    public JsonPart Object(string name) => new(Value(name), Inner(name), _fail);

    /// <summary>The objects of an array.</summary>
    public IReadOnlyList<JsonPart> Objects(string name) => [.. Elements(name).Select((element, index) => new JsonPart(element, $"{Inner(name)}[{index}]", _fail))];

    public IReadOnlyList<string> Texts(string name) => [.. Elements(name).Select((element, index) => TextOf(element, $"{name}[{index}]"))];

    public IReadOnlyList<int> Numbers(string name) => [.. Elements(name).Select((element, index) => NumberOf(element, $"{name}[{index}]"))];

    /// <summary>A text and a number in an array of two.</summary>
    public (string Text, int Number) TextAndNumber(string name)
    {
        var value = Value(name);
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2
            ? (TextOf(value[0], $"{name}[0]"), NumberOf(value[1], $"{name}[1]"))
            : throw Wrong(name, "an array of a text and a number", value);
    }

    /// <summary>The names and values of this object, all of them asked for.</summary>
    public IEnumerable<(string Name, JsonPart Value)> Members()
    {
        foreach (string name in _values.Keys)
            yield return (name, Object(name));
    }

    /// <summary>The entries of an object of numbers, repeated names included.</summary>
    public List<KeyValuePair<string, long>> Table(string name)
    {
        var value = Value(name);
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "an object", value);
        var entries = new List<KeyValuePair<string, long>>();
        foreach (var property in value.EnumerateObject())
        {
            string key = Name(property);
            entries.Add(KeyValuePair.Create(key, IdOf(key, property.Value)));
        }
        return entries;
    }

    /// <summary>The entries of this object, which are numbers.</summary>
    public List<KeyValuePair<string, long>> Table() => [.. _values.Select(entry => KeyValuePair.Create(entry.Key, IdOf(entry.Key, entry.Value)))];

    /// <summary>Refuses what was not asked for.</summary>
    public void End()
    {
        var asked = _asked.ToHashSet(StringComparer.Ordinal);
        foreach (string name in _values.Keys.Where(name => !asked.Contains(name)))
            throw _fail($"'{Inner(name)}' is not supported; supported are {string.Join(", ", _asked.Distinct())}. Use a tokenizer without it.");
    }

    private string Inner(string name) => Place.Length == 0 ? name : $"{Place}.{name}";

    /// <summary>The elements of an array.</summary>
    public JsonElement.ArrayEnumerator Elements(string name) => Value(name) is { ValueKind: JsonValueKind.Array } value
        ? value.EnumerateArray()
        : throw Wrong(name, "an array", _values[name]);

    /// <summary>The text that an element is, named in messages.</summary>
    public string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(name, "a text", value);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException wrong)
        {
            throw _fail($"'{Inner(name)}' is not Unicode text: {wrong.Message}");
        }
    }

    private string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException wrong)
        {
            throw _fail($"'{Place}' holds a name that is not Unicode text: {wrong.Message}");
        }
    }

    private long IdOf(string token, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long id)
        ? id
        : throw _fail($"the token '{token}' must have a whole number as its id; got {Described(value)}.");

    /// <summary>The number that an element is, named in messages.</summary>
    public int NumberOf(JsonElement value, string name) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
        ? number
        : throw Wrong(name, "a whole number from 0 to 2,147,483,647", value);

    /// <summary>Makes the exception for a value that is not what was expected.</summary>
    public Exception Wrong(string name, string expected, JsonElement value) => _fail($"'{Inner(name)}' must be {expected}; got {Described(value)}.");

    private static string Described(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => value.GetRawText() is { Length: <= 40 } raw ? raw : "a very long number",
    };
}
