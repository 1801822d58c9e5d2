namespace Rote.Tokenizers;

/// <summary>A grapheme cluster under way: what the rules of Unicode annex 29 (GB3 to GB13) must know of its characters so far.</summary>
internal struct GraphemeCluster
{
    private bool _begun;
    private GraphemeClass _last;

    // A consonant and what may stand in a conjunct after it; whether a linker is there.
    private bool _conjunct, _linked;

    // A picture and what extends it; whether the last character is the joiner after it.
    private bool _pictograph, _joined;

    // Half flags in a row at the end are odd in number.
    private bool _halfFlag;

    /// <summary>Takes the next character if it belongs to the cluster. The first always does.</summary>
    public bool Takes(GraphemeClass next)
    {
        if (_begun && !Joins(next))
            return false;
        _begun = true;
        _last = next;
        _halfFlag = next == GraphemeClass.RegionalIndicator && !_halfFlag;
        _joined = next == GraphemeClass.ZeroWidthJoiner && _pictograph;
        _pictograph = next == GraphemeClass.Pictograph || (_pictograph && IsExtend(next));
        _linked = _conjunct && ((_linked && IsInConjunct(next)) || next == GraphemeClass.ConjunctLinker);
        _conjunct = next == GraphemeClass.Consonant || (_conjunct && IsInConjunct(next));
        return true;
    }

    private readonly bool Joins(GraphemeClass next) => (_last, next) switch
    {
        (GraphemeClass.CarriageReturn, GraphemeClass.LineFeed) => true,
        (GraphemeClass.CarriageReturn or GraphemeClass.LineFeed or GraphemeClass.Control, _) => false,
        (_, GraphemeClass.CarriageReturn or GraphemeClass.LineFeed or GraphemeClass.Control) => false,
        (_, GraphemeClass.ZeroWidthJoiner or GraphemeClass.SpacingMark) => true,
        (GraphemeClass.Prepend, _) => true,
        (GraphemeClass.HangulLead, GraphemeClass.HangulLead or GraphemeClass.HangulVowel or GraphemeClass.HangulOpenSyllable or GraphemeClass.HangulClosedSyllable) => true,
        (GraphemeClass.HangulOpenSyllable or GraphemeClass.HangulVowel, GraphemeClass.HangulVowel or GraphemeClass.HangulTrail) => true,
        (GraphemeClass.HangulClosedSyllable or GraphemeClass.HangulTrail, GraphemeClass.HangulTrail) => true,
        (_, GraphemeClass.Consonant) => _linked,
        (_, GraphemeClass.Pictograph) => _joined,
        (_, GraphemeClass.RegionalIndicator) => _halfFlag,
        _ => IsExtend(next),
    };

    private static bool IsExtend(GraphemeClass next) => next is GraphemeClass.Extend or GraphemeClass.ConjunctExtend or GraphemeClass.ConjunctLinker;

    private static bool IsInConjunct(GraphemeClass next) =>
        next is GraphemeClass.ConjunctExtend or GraphemeClass.ConjunctLinker or GraphemeClass.ZeroWidthJoiner;
}
