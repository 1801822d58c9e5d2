namespace Rote.Training.Dates.Languages;

/// <summary>Spanish.</summary>
internal static class SpanishDates
{
    private static readonly string[] Units =
    [
        "", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
        "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
    ];

    private static readonly string[] Tens = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

    private static readonly DateField[] Fields =
    [
        DateField.OfMonth("month",
            ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre"]),
        DateField.OfMonth("mon", ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep|sept", "oct", "nov", "dic"]),
        DateField.OfMonth("mon.", ["ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."]),
        DateField.OfMonth("roman", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]),
        DateField.OfWeekday("weekday", ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"]),
        DateField.OfWeekday("wkd", ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"]),
        // Only the first may be an ordinal.
        DateField.OfDay("nth", ["1º", .. Enumerable.Range(2, 30).Select(day => $"{day}")]),
        DateField.OfDay("spelled day", ["primero|uno", .. Enumerable.Range(2, 30).Select(Number)]),
        DateField.OfYear("spelled year", Year),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.Spanish, Fields,
    [
        ("day-month", "{d} de {month} de {yyyy}"),
        ("el", "el {d} de {month} de {yyyy}"),
        ("el-día", "el día {d} de {month} de {yyyy}"),
        ("a", "a {d} de {month} de {yyyy}"),
        ("ordinal-first", "{nth} de {month} de {yyyy}"),
        ("del-año", "{d} de {month} del año {yyyy}"),
        ("month-day", "{month} {d} de {yyyy}"),
        ("weekday-before", "{weekday}[,|] {d} de {month} de {yyyy}"),
        ("el-weekday", "el {weekday} {d} de {month} de {yyyy}"),
        ("weekday-abbreviated", "{wkd}[.|] {d} {mon} {yyyy}"),
        ("weekday-in-brackets", "{d} de {month} de {yyyy} ({weekday})"),
        ("weekday-abbreviated-in-brackets", "{dd}-{mm}-{yyyy} ({wkd})"),
        ("abbreviated", "{d} {mon} {yyyy}"),
        ("abbreviated-dot", "{d} {mon.} {yyyy}"),
        ("short-year", "{d} de {month} del {yy}"),
        ("spelled-day", "[el |]{spelled day} de {month} de {yyyy}"),
        ("spelled-year", "{d} de {month} de {spelled year}"),
        ("slashes", "{dd-or-mm}/{mm-or-dd}/{yyyy}"),
        ("slashes-short-year", "{d-or-m}/{m-or-d}/{yy}"),
        ("dots", "{d}.{m}.{yyyy}"),
        ("dashes", "{dd}-{mm}-{yyyy}"),
        ("dashes-short-year", "{dd}-{mm}-{yy}"),
        ("abbreviated-dashes", "{dd}-{mon}-{yyyy}"),
        ("roman-month", "{d}-{roman}-{yyyy}"),
        ("iso", "{yyyy}-{mm}-{dd}"),
    ]);

    private static string Year(int year) => $"{(year < 2000 ? "mil novecientos" : "dos mil")} {Number(year % 100)}".TrimEnd();

    /// <summary>1 to 99; nothing for 0.</summary>
    private static string Number(int number) =>
        number < 30 ? Units[number] : number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]} y {Units[number % 10]}";
}
