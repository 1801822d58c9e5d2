using System.Text.RegularExpressions;

namespace Rote.Training.Tests.Dates;

/// <summary>Reads a written date by the rules of docs/dates.md, knowing neither its language nor its form. Shares nothing with the grammar.</summary>
internal static partial class SimpleDateParser
{
    private static readonly string[] Ideographs = ["日天", "月一", "火二", "水三", "木四", "金五", "土六"];

    private static readonly Dictionary<string, int> Weekdays = Words(0,
        "sunday sun sonntag so dimanche dim domingo dom",
        "monday mon montag mo lundi lun lunes",
        "tuesday tue tues dienstag di mardi mar martes",
        "wednesday wed mittwoch mi mercredi mer miércoles mié",
        "thursday thu thurs donnerstag do jeudi jeu jueves jue",
        "friday fri freitag fr vendredi ven viernes vie",
        "saturday sat samstag sonnabend sa samedi sam sábado sáb");

    private static readonly Dictionary<string, int> Months = Words(1,
        "january jan januar jänner janvier janv enero ene i",
        "february feb februar février févr febrero ii",
        "march märz mär mrz mars marzo iii mar",
        "april apr avril avr abril abr iv",
        "may mai mayo v",
        "june jun juni juin junio vi",
        "july jul juli juillet juil julio vii",
        "august aug août agosto ago viii",
        "september sep septembre septiembre setiembre ix sept",
        "october oct oktober okt octobre octubre x",
        "november nov novembre noviembre xi",
        "december dec dezember dez décembre déc diciembre dic xii");

    private static readonly Dictionary<string, int> Numbers = Words(1,
        "one first un premier uno primero", "two second deux dos", "three third trois tres", "four fourth quatre cuatro",
        "five fifth cinq cinco", "six sixth seis", "seven seventh sept siete", "eight eighth huit ocho", "nine ninth neuf nueve",
        "ten tenth dix diez", "eleven eleventh onze once", "twelve twelfth douze doce", "thirteen thirteenth treize trece",
        "fourteen fourteenth quatorze catorce", "fifteen fifteenth quinze quince", "sixteen sixteenth seize dieciséis",
        "seventeen seventeenth diecisiete", "eighteen eighteenth dieciocho", "nineteen nineteenth diecinueve",
        "twenty twentieth vingt vingts veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis",
        "veintisiete", "veintiocho", "veintinueve", "thirty thirtieth trente treinta");

    private static readonly Dictionary<string, int> Tens = Words(4,
        "forty quarante cuarenta", "fifty cinquante cincuenta", "sixty soixante sesenta", "seventy setenta", "eighty ochenta", "ninety noventa",
        "cent");

    private static readonly string[] GermanUnits =
    [
        "", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ];

    private static readonly string[] GermanTens = ["", "", "zwanzig", "dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    private static readonly HashSet<string> Noise =
        [.. "the of st nd rd th den dem der am le en date du er el de del día año a º - . ,  ( ) '".Split(' ')];

    /// <summary>The date, and the weekday if one is written.</summary>
    public static (DateOnly Date, DayOfWeek? Weekday) Read(string source)
    {
        string text = Fold(source);
        var (rest, weekday) = EastAsianWeekday(text);
        if (rest.Contains('年'))
            return (EastAsian(rest), weekday);
        var tokens = Token().Matches(rest).Select(match => match.Value).ToList();
        int month = tokens.FindIndex(token => Months.ContainsKey(token) && token is not ("mar" or "sept"));
        // "mar" may be a Tuesday and "sept" a seven: months only where nothing else is, numbers included, and then the last one.
        if (month < 0 && tokens.Count(token => char.IsDigit(token[0])) < 3)
            month = tokens.FindLastIndex(token => token is "mar" or "sept");
        int named = tokens.FindIndex(token => Weekdays.ContainsKey(token) && tokens.IndexOf(token) != month);
        if (named >= 0)
            weekday = (DayOfWeek)Weekdays[tokens[named]];
        if (month < 0)
        {
            if (named >= 0)
                tokens.RemoveAt(named);
            return (Numeric(string.Concat(tokens).Trim('.', ',', '(', ')')), weekday);
        }
        int[] numbers = [.. Runs(tokens, month, named)];
        Assert.True(numbers.Length == 2, $"\"{source}\" holds {numbers.Length} numbers beside its month.");
        var (day, year) = numbers[0] > 31 && numbers[0] > 1000 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
        return (new DateOnly(Century(year), Months[tokens[month]], day), weekday);
    }

    /// <summary>Lower case, with full-width characters narrowed.</summary>
    public static string Fold(string text) => string.Concat(text.Select(mark => mark switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(mark - 0xfee0),
        '\u3000' => ' ',
        '’' => '\'',
        _ => mark,
    })).ToLowerInvariant();

    private static (string Before, DayOfWeek? Weekday) EastAsianWeekday(string text)
    {
        var match = WrittenWeekday().Match(text);
        if (!match.Success)
            return (text, null);
        return (text[..match.Index], (DayOfWeek)Array.FindIndex(Ideographs, pair => pair.Contains(match.Groups["day"].Value)));
    }

    private static DateOnly EastAsian(string text)
    {
        var match = YearMonthDay().Match(text.Replace(" ", ""));
        Assert.True(match.Success, $"\"{text}\" is not 年月日.");
        return new DateOnly(Century(Numeral(match.Groups["y"].Value)), Numeral(match.Groups["m"].Value), Numeral(match.Groups["d"].Value));
    }

    private static int Numeral(string text)
    {
        const string digits = "〇一二三四五六七八九";
        text = text.Replace('零', '〇').Replace('元', '一');
        if (!text.Any(mark => "十百千".Contains(mark)))
            return int.Parse(string.Concat(text.Select(mark => char.IsDigit(mark) ? mark : (char)('0' + digits.IndexOf(mark)))));
        int total = 0, pending = 0;
        foreach (char mark in text)
        {
            if ("十百千".IndexOf(mark) is >= 0 and var power)
                (total, pending) = (total + Math.Max(1, pending) * (int)Math.Pow(10, power + 1), 0);
            else
                pending = digits.IndexOf(mark);
        }
        return total + pending;
    }

    private static DateOnly Numeric(string text)
    {
        if (text.Length == 8 && text.All(char.IsDigit))
            return new DateOnly(int.Parse(text[..4]), int.Parse(text[4..6]), int.Parse(text[6..]));
        var match = ThreeNumbers().Match(text);
        Assert.True(match.Success, $"\"{text}\" is not three numbers.");
        int[] number = [.. Enumerable.Range(1, 3).Select(group => int.Parse(match.Groups[group].Value))];
        if (match.Groups[1].Length == 4)
            return new DateOnly(number[0], number[1], number[2]);
        bool monthFirst = match.Groups["mark"].Value == "/" && number[0] <= 12;
        return new DateOnly(Century(number[2]), number[monthFirst ? 0 : 1], number[monthFirst ? 1 : 0]);
    }

    private static int Century(int year) => year switch
    {
        < 50 => 2000 + year,
        < 100 => 1900 + year,
        _ => year,
    };

    /// <summary>The numbers beside the month; words that belong together make one.</summary>
    private static IEnumerable<int> Runs(List<string> tokens, int month, int weekday)
    {
        var run = new List<int>();
        for (int at = 0; at <= tokens.Count; at++)
        {
            string token = at < tokens.Count ? tokens[at] : ",";
            if (at != month && at != weekday && Word(token) is >= 0 and var value)
            {
                run.Add(value);
                continue;
            }
            if (run.Count > 0 && token is "-" or "et" or "y" or "and")
                continue;
            if (run.Count > 0)
                yield return Sum(run);
            run.Clear();
            if (char.IsDigit(token[0]))
                yield return int.Parse(token);
            else if (at != month && at != weekday)
                Assert.True(Noise.Contains(token), $"\"{token}\" is no word of a date.");
        }
    }

    private static int Word(string token) =>
        Numbers.TryGetValue(token, out int number) ? number : Tens.TryGetValue(token, out int tens) ? 10 * tens : token switch
        {
            "novecientos" => 900,
            "thousand" or "mille" or "mil" => 1000,
            _ => German(token.Replace("ß", "ss")),
        };

    private static int Sum(List<int> run)
    {
        int total = 0, current = 0, last = 0;
        foreach (int value in run)
        {
            if (value == 1000)
                (total, current) = (Math.Max(1, current) * 1000, 0);
            else if (value == 100)
                current *= 100;
            else if (value == 20 && last == 4)
                current += 76; // quatre-vingt
            else if (value >= 10 && current is 19 or 20)
                current = 100 * current + value; // nineteen eighty, twenty ten
            else
                current += value;
            last = value;
        }
        return total + current;
    }

    /// <summary>A cardinal or ordinal in one word, or −1.</summary>
    private static int German(string word)
    {
        foreach (var (prefix, century) in new[] { ("neunzehnhundert", 1900), ("zweitausend", 2000) })
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal))
                return century + GermanCardinal(word[prefix.Length..]);
        }
        var match = GermanOrdinal().Match(word);
        return !match.Success ? -1 : match.Groups["stem"].Value switch
        {
            "erst" => 1,
            "dritt" => 3,
            "siebt" => 7,
            "acht" => 8,
            var stem => GermanCardinal(stem.EndsWith("igst", StringComparison.Ordinal) ? stem[..^2] : stem[..^1]),
        };
    }

    private static int GermanCardinal(string word)
    {
        int simple = Array.IndexOf(GermanUnits, word);
        if (simple >= 0)
            return simple;
        int tens = Array.FindIndex(GermanTens, 2, ten => word.EndsWith(ten, StringComparison.Ordinal));
        if (tens < 0 || word == GermanTens[tens])
            return 10 * tens;
        string units = word[..^GermanTens[tens].Length];
        return units == "einund" ? 10 * tens + 1 : 10 * tens + Array.FindIndex(GermanUnits, 2, unit => units == unit + "und");
    }

    private static Dictionary<string, int> Words(int first, params string[] lines) =>
        lines.SelectMany((line, index) => line.Split(' ').Select(word => (word, index: index + first))).ToDictionary(pair => pair.word, pair => pair.index);

    [GeneratedRegex(@"\d+|\p{L}+|[^\s]")]
    private static partial Regex Token();

    [GeneratedRegex(@"[\s,(]*((星期|礼拜|周|週)(?<day>.)|\((?<day>[日月火水木金土一二三四五六])\)|(?<day>[日月火水木金土])曜日)\)?$")]
    private static partial Regex WrittenWeekday();

    [GeneratedRegex(
        @"^(公元|西元|西暦)?'?(?<y>[\d〇零一二三四五六七八九十百千]+)年" +
        @"(?<m>[\d一二三四五六七八九十]+)月(?<d>[\d一二三四五六七八九十]+)(日|号|號)$")]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"^(\d+)(?<mark>[-/.])(\d+)\k<mark>(\d+)$")]
    private static partial Regex ThreeNumbers();

    [GeneratedRegex(@"^(?<stem>\p{L}+t)(e|en|er)$")]
    private static partial Regex GermanOrdinal();
}
