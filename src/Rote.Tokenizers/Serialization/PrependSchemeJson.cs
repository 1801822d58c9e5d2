using System.Diagnostics;

namespace Rote.Tokenizers.Serialization;

/// <summary>Where a Metaspace in a tokenizer.json puts a space in front.</summary>
internal static class PrependSchemeJson
{
    /// <summary>Reads <c>prepend_scheme</c>, and <c>add_prefix_space</c> as older files have it: false means never.</summary>
    public static PrependScheme Read(JsonPart part)
    {
        string? name = part.Optional("prepend_scheme") is null ? null : part.Text("prepend_scheme");
        bool never = part.Optional("add_prefix_space") is not null && !part.Flag("add_prefix_space");
        PrependScheme scheme = name switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            null => never ? PrependScheme.Never : PrependScheme.Always,
            _ => throw part.Fail($"'{part.Place}.prepend_scheme' must be one of always, first, never; got '{name}'."),
        };
        return never && scheme != PrependScheme.Never
            ? throw part.Fail($"'{part.Place}.add_prefix_space' is false, but its prepend_scheme is '{name}'; they must agree.")
            : scheme;
    }

    public static string NameOf(PrependScheme scheme) => scheme switch
    {
        PrependScheme.Always => "always",
        PrependScheme.First => "first",
        PrependScheme.Never => "never",
        _ => throw new UnreachableException(),
    };
}
