using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>The character data of normalization, read once from normalization-table.txt.</summary>
internal sealed class NormalizationTable
{
    // Hangul syllables are computed (The Unicode Standard, section 3.12).
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Trails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly Lazy<NormalizationTable> Loaded = new(() => new NormalizationTable());

    private readonly Dictionary<int, byte> _marks = [];
    private readonly Dictionary<int, Rune[]> _canonical = [];
    private readonly Dictionary<int, Rune[]> _compatibility = [];
    private readonly Dictionary<(int First, int Second), Rune> _composed = [];

    private NormalizationTable()
    {
        using var reader = new StreamReader(typeof(NormalizationTable).Assembly.GetManifestResourceStream("normalization-table.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            int[] numbers = [.. line.Split(' ')[1..].Select(part => int.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
            Rune[] parts = line[0] == 'm' ? [] : [.. numbers[1..].Select(part => new Rune(part))];
            switch (line[0])
            {
                case 'm':
                    for (int mark = numbers[0]; mark <= numbers[1]; mark++)
                        _marks[mark] = (byte)numbers[2];
                    break;
                case 'k':
                    _compatibility[numbers[0]] = parts;
                    break;
                default:
                    _canonical[numbers[0]] = parts;
                    if (line[0] == 'c')
                        _composed[(numbers[1], numbers[2])] = new Rune(numbers[0]);
                    break;
            }
        }
    }

    public static NormalizationTable Instance => Loaded.Value;

    public bool IsMark(Rune rune) => _marks.ContainsKey(rune.Value);

    /// <summary>The canonical combining class; 0 for what is no mark.</summary>
    public byte Class(Rune rune) => _marks.GetValueOrDefault(rune.Value);

    /// <summary>Adds a character's full decomposition.</summary>
    public void Decompose(Rune rune, bool compatibility, List<Rune> parts)
    {
        int syllable = rune.Value - Syllables;
        if (syllable is >= 0 and < SyllableCount)
        {
            parts.Add(new Rune(Leads + syllable / (VowelCount * TrailCount)));
            parts.Add(new Rune(Vowels + syllable / TrailCount % VowelCount));
            if (syllable % TrailCount != 0)
                parts.Add(new Rune(Trails + syllable % TrailCount));
        }
        else if (_canonical.TryGetValue(rune.Value, out var found) || (compatibility && _compatibility.TryGetValue(rune.Value, out found)))
        {
            foreach (var part in found)
                Decompose(part, compatibility, parts);
        }
        else
        {
            parts.Add(rune);
        }
    }

    /// <summary>The character that two compose to, or null.</summary>
    public Rune? Compose(Rune first, Rune second)
    {
        int lead = first.Value - Leads, vowel = second.Value - Vowels, syllable = first.Value - Syllables, trail = second.Value - Trails;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return new Rune(Syllables + (lead * VowelCount + vowel) * TrailCount);
        if (syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
            return new Rune(first.Value + trail);
        return _composed.TryGetValue((first.Value, second.Value), out var whole) ? whole : null;
    }
}
