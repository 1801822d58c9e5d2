using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>How every character is classed, against the reference, which measured the libraries.</summary>
[Trait("Category", "Golden")]
public class CharacterGoldens
{
    private static readonly Lazy<JsonElement> Classes = new(() => Reference.Read(Path.Combine(Reference.Folder, "components", "characters.json.gz")));

    public static TheoryData<string> Names() => [.. Classes.Value.EnumerateObject().Select(entry => entry.Name).Where(name => !name.Contains("differs", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_character_is_classed_as_the_reference_does(string name)
    {
        var members = Reference.Members(Classes.Value.GetProperty(name));
        Assert.DoesNotContain(Reference.Characters, rune => members.Contains(rune.Value) != Holds(name, rune));
    }

    [Theory]
    [InlineData(NormalizationForm.FormD, "NFD_differs_from_unicode_14.0.0")]
    [InlineData(NormalizationForm.FormKC, "NFKC_differs_from_unicode_14.0.0")]
    [InlineData(NormalizationForm.FormKD, "NFKD_differs_from_unicode_14.0.0")]
    public void Characters_that_are_too_new_for_a_form_are_normalized_as_in_the_reference(NormalizationForm form, string name)
    {
        var normalizer = new Normalizer.UnicodeForm(form);
        var rows = Classes.Value.GetProperty(name).EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row[1].GetString(), normalizer.Apply(char.ConvertFromUtf32(Convert.ToInt32(row[0].GetString(), 16)))));
    }

    [Fact]
    public void Every_character_is_lowered_as_in_the_reference()
    {
        var lowercase = new Normalizer.Lowercase();
        var differences = Classes.Value.GetProperty("lowercase_differs_from_python").EnumerateArray()
            .ToDictionary(row => Convert.ToInt32(row[0].GetString(), 16), row => row[1].GetString());
        Assert.NotEmpty(differences);
        foreach (var rune in Reference.Characters)
        {
            string lower = lowercase.Apply(rune.ToString());
            if (differences.TryGetValue(rune.Value, out string? expected))
                Assert.Equal(expected, lower);
            else if (rune.Value == 0x130)
                Assert.Equal("i\u0307", lower);
            // The runtime may know newer letters, which the reference leaves alone.
            else if (lower != rune.ToString())
                Assert.Equal(Rune.ToLowerInvariant(rune).ToString(), lower);
            else if (rune.Value < 0x1C80)
                Assert.Equal(rune, Rune.ToLowerInvariant(rune));
        }
    }

    private static bool Holds(string name, Rune rune) => name switch
    {
        "bert_clean_text_removed" => Characters.Has(rune.Value, CharacterTraits.BertRemoved),
        "bert_clean_text_to_space" => Characters.Has(rune.Value, CharacterTraits.BertSpace) && rune.Value != ' ',
        "bert_chinese" => Characters.Has(rune.Value, CharacterTraits.Ideograph),
        "bert_strip_accents_removed" => Characters.Has(rune.Value, CharacterTraits.BertAccent),
        "strip_accents_removed" => Characters.Has(rune.Value, CharacterTraits.CombiningMark),
        "whitespace" => Characters.Has(rune.Value, CharacterTraits.WhiteSpace) && Rune.IsWhiteSpace(rune),
        "bert_punctuation" or "punctuation" => Characters.Has(rune.Value, CharacterTraits.Punctuation),
        "numeric_of_Digits" => Characters.Has(rune.Value, CharacterTraits.Numeric),
        "word_of_Whitespace" => WordCharacters.Contains(rune),
        "regex_s" => Characters.Has(rune.Value, CharacterTraits.WhiteSpace),
        "regex_w" => Characters.Has(rune.Value, CharacterTraits.RegexWord),
        "regex_d" => Characters.Has(rune.Value, CharacterTraits.DecimalDigit) && Characters.CategoryOf(rune.Value) == UnicodeCategory.DecimalDigitNumber,
        "regex_p_L" => Characters.Has(rune.Value, CharacterTraits.Letter) && Characters.CategoryOf(rune.Value) <= UnicodeCategory.OtherLetter,
        "regex_p_N" => Characters.Has(rune.Value, CharacterTraits.Number),
        "regex_p_M" => Characters.Has(rune.Value, CharacterTraits.Mark),
        "regex_p_P" => Characters.CategoryOf(rune.Value) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation,
        "regex_p_S" => Characters.CategoryOf(rune.Value) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol,
        "regex_p_Lu" => Characters.CategoryOf(rune.Value) == UnicodeCategory.UppercaseLetter,
        "nmt_removed" => new Normalizer.Nmt().Apply(rune.ToString()).Length == 0,
        "nmt_to_space" => rune.Value != ' ' && new Normalizer.Nmt().Apply(rune.ToString()) == " ",
        _ => throw new InvalidDataException($"'{name}' is compared with nothing."),
    };
}
