using System.Diagnostics;

namespace Rote.Training.Dates;

/// <summary>
/// A way to write a date: plain text, <c>{field}</c> for a part of the date, <c>[a|b]</c> for one of several texts, <c>[a|]</c> for a text or none.
/// Choices may hold fields but no choices.
/// </summary>
internal sealed class DateTemplate
{
    private readonly List<Piece> _pieces = [];

    private DateTemplate()
    {
    }

    /// <summary>Reads the notation.</summary>
    /// <param name="notation">The template.</param>
    /// <param name="fields">The fields that it may name.</param>
    /// <exception cref="FormatException">A bracket or brace is never closed, or a field is unknown.</exception>
    public static DateTemplate Parse(string notation, IReadOnlyDictionary<string, DateField> fields)
    {
        var template = new DateTemplate();
        for (int at = 0; at < notation.Length;)
        {
            char mark = notation[at];
            int end = mark switch
            {
                '{' => notation.IndexOf('}', at),
                '[' => notation.IndexOf(']', at),
                _ => notation.IndexOfAny(['{', '['], at) is >= 0 and var next ? next : notation.Length,
            };
            if (end < 0)
                throw new FormatException($"The template \"{notation}\" opens '{mark}' at character {at} and never closes it.");
            string inside = mark is '{' or '[' ? notation[(at + 1)..end] : notation[at..end];
            template._pieces.Add(mark switch
            {
                '{' => fields.TryGetValue(inside, out var field)
                    ? new Piece.Part(field)
                    : throw new FormatException($"The template \"{notation}\" names the field '{inside}', which is none of: {string.Join(", ", fields.Keys)}."),
                '[' => new Piece.Choice([.. inside.Split('|').Select(choice => Parse(choice, fields))]),
                _ => new Piece.Text(inside),
            });
            at = mark is '{' or '[' ? end + 1 : end;
        }
        return template;
    }

    /// <summary>Writes the date, every choice and spelling equally likely.</summary>
    public string Write(DateOnly date, Random random) => string.Concat(_pieces.Select(piece => piece switch
    {
        Piece.Text text => text.Value,
        Piece.Part part => Pick(part.Field.Spellings(date), random),
        Piece.Choice choice => Pick(choice.Templates, random).Write(date, random),
        _ => throw new UnreachableException(),
    }));

    /// <summary>Everything that <see cref="Write"/> may write, each text once, the usual one first.</summary>
    public IEnumerable<string> Variants(DateOnly date)
    {
        IEnumerable<string> written = [""];
        foreach (var piece in _pieces)
        {
            IReadOnlyList<string> ends = piece switch
            {
                Piece.Text text => [text.Value],
                Piece.Part part => part.Field.Spellings(date),
                Piece.Choice choice => [.. choice.Templates.SelectMany(template => template.Variants(date))],
                _ => throw new UnreachableException(),
            };
            written = written.SelectMany(start => ends, string.Concat);
        }
        return written.Distinct();
    }

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from.Count == 1 ? from[0] : from[random.Next(from.Count)];

    private abstract record Piece
    {
        private Piece()
        {
        }

        public sealed record Text(string Value) : Piece;

        public sealed record Part(DateField Field) : Piece;

        public sealed record Choice(IReadOnlyList<DateTemplate> Templates) : Piece;
    }
}
