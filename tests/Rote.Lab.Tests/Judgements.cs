using Rote.Lab.Rules;

namespace Rote.Lab.Tests;

internal static class Judgements
{
    /// <summary>A letter for each part: P passes, F fails, U undecided, - not judged.</summary>
    public static string Parts(this Judgement judgement) => string.Concat(judgement.Claims.Select(claim => claim.Finding?.Outcome switch
    {
        Outcome.Passes => 'P',
        Outcome.Fails => 'F',
        Outcome.Undecided => 'U',
        _ => '-',
    }));
}
