using System.Text;

namespace Rote.Training.Stories;

/// <summary>One story: a few people and things in a small world, which every sentence either changes or tells truly.</summary>
internal sealed class Story
{
    private readonly Random _random;
    private readonly StoryPerson[] _people;
    private readonly StoryThing[] _things;
    private readonly (string In, string Name)[] _places;

    public Story(Random random)
    {
        _random = random;
        var places = StoryWords.Places.ToArray();
        random.Shuffle(places);
        _places = places[..3];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var people = new List<StoryPerson>();
        for (int count = 2 + random.Next(2); people.Count < count;)
        {
            bool isWoman = random.Next(2) == 0;
            string name = StoryWords.NewName(random, isWoman);
            if (names.Add(name))
                people.Add(new StoryPerson(name, isWoman) { Place = Of(_places) });
        }
        _people = [.. people];
        var things = StoryWords.Things.ToArray();
        random.Shuffle(things);
        _things = [.. things[..3].Select(thing => new StoryThing(thing.Name, thing.IsPlural ? 2 + random.Next(StoryWords.Numbers.Length - 1) : 1, Of(StoryWords.Looks)) { Place = Of(_places) })];
    }

    /// <summary>Writes the story: a title, three to five paragraphs, and an end that says the title again and where everybody is.</summary>
    public void Write(StringBuilder text)
    {
        string title = $"{List([.. _people.Select(person => person.Name)])}";
        text.Append("The story of ").Append(title).Append("\n\n");
        for (int paragraphs = 3 + _random.Next(3); paragraphs > 0; paragraphs--)
        {
            text.Append(Of(StoryWords.Times)).Append(' ').Append(Scene());
            for (int sentences = 3 + _random.Next(3); sentences > 0; sentences--)
                text.Append(' ').Append(Sentence());
            text.Append('\n');
        }
        text.Append("At night ").Append(List([.. _people.Select(person => $"{person.Name} slept {Place(person)}")])).Append(". ");
        text.Append("Here ends the story of ").Append(title).Append(".\n\n\n");
    }

    private string Scene()
    {
        var person = Of(_people);
        return $"{person.Name} was {Place(person)}, and {person.They} was {Of(StoryWords.Moods)}.";
    }

    private string Sentence() => _random.Next(10) switch
    {
        0 or 1 => Move(),
        2 or 3 => Carry(),
        4 => Give(),
        5 or 6 => Question(),
        7 => Agreement(),
        8 => Reflection(),
        _ => Count(),
    };

    private string Move()
    {
        var person = Of(_people);
        string from = person.Place.Name;
        person.Place = Of([.. _places.Where(place => place.Name != from)]);
        var carried = _things.Where(thing => thing.Holder == person).ToArray();
        string with = carried.Length > 0 ? $" with {List([.. carried.Select(thing => $"the {thing.Name}")])}" : "";
        return $"{person.Name} went from the {from} to the {person.Place.Name}{with}.";
    }

    // Takes what lies there, or puts down what is carried, whichever the world allows.
    private string Carry()
    {
        var thing = Of(_things);
        if (thing.Holder is { } holder)
        {
            (thing.Holder, thing.Place) = (null, holder.Place);
            return $"{holder.Name} was tired of the {thing.Name}, and left {thing.ItAsObject} {Place(holder)}.";
        }
        var person = Of(_people);
        string came = "";
        if (person.Place != thing.Place)
        {
            person.Place = thing.Place;
            came = $"came to the {thing.Place.Name} and ";
        }
        thing.Holder = person;
        return $"{person.Name} {came}took the {thing.Name}, which {thing.Was} {thing.Look}.";
    }

    private string Give()
    {
        var thing = _things.FirstOrDefault(thing => thing.Holder is not null);
        if (thing?.Holder is not { } giver)
            return Carry();
        var taker = Other(giver);
        taker.Place = giver.Place;
        thing.Holder = taker;
        return $"{giver.Name} met {taker.Name} {Place(giver)} and gave {taker.Them} the {thing.Name}, and {taker.They} thanked {giver.Them}.";
    }

    private string Question()
    {
        var thing = Of(_things);
        var asking = Of(_people);
        var answering = Other(asking);
        if (thing.Holder == answering)
            return $"\"Where {thing.Is} the {thing.Name}?\" asked {asking.Name}. \"I have {thing.ItAsObject},\" said {answering.Name}.";
        string where = thing.Holder == asking ? "with you" : thing.Where;
        return $"\"Where {thing.Is} the {thing.Name}?\" asked {asking.Name}. \"{Capital(thing.It)} {thing.Is} {where},\" said {answering.Name}.";
    }

    // The verb agrees with the first noun, over the heads of up to two others.
    private string Agreement()
    {
        var thing = Of(_things);
        var subject = new StringBuilder($"The {thing.Name}");
        for (int depth = _random.Next(3); depth > 0; depth--)
            subject.Append(' ').Append(Of(StoryWords.Beside)).Append(" the ").Append(Of(StoryWords.Things).Name);
        if (_random.Next(2) == 0)
            subject.Append(", which ").Append(Of(_people).Name).Append(" had never liked,");
        return $"{subject} {thing.Was} {thing.Look}, but {thing.It} {thing.Was} not {Of([.. StoryWords.Looks.Where(look => look != thing.Look)])}.";
    }

    private string Reflection()
    {
        var person = Of(_people);
        return $"{person.Name}, who had seen {Other(person).Name}, {Of(StoryWords.Acts)} {person.Themselves} and went on {person.Their} way.";
    }

    private string Count()
    {
        var thing = Of(_things);
        if (thing.Count == 1)
            return $"There was only one {thing.Name}.";
        return $"{Of(_people).Name} counted the {thing.Name}: {string.Join(", ", StoryWords.Numbers[..thing.Count])}. There were {StoryWords.Numbers[thing.Count - 1]} {thing.Name}.";
    }

    private StoryPerson Other(StoryPerson person) => Of([.. _people.Where(other => other != person)]);

    private T Of<T>(IReadOnlyList<T> options) => StoryWords.Of(options, _random);

    private static string Place(StoryPerson person) => $"{person.Place.In} the {person.Place.Name}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string List(string[] parts) => parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
