namespace Rote.Tokenizers;

/// <summary>A recorded field that comes out differently.</summary>
/// <param name="Row">Which row or case of its file, from 1 on.</param>
/// <param name="Input">What was given: texts, words, ids, and the name of a case that has one.</param>
/// <param name="Field">The field.</param>
/// <param name="At">Where the difference is: an index of the list; of a text the UTF-16 unit.</param>
/// <param name="First">Where the elements begin that are shown.</param>
/// <param name="Expected">The recorded elements around the difference, or the characters; empty where the record ends before.</param>
/// <param name="Actual">What came out in their place.</param>
public sealed record RecordedDifference(
    int Row, IReadOnlyList<string> Input, string Field, int At, int First, IReadOnlyList<string> Expected, IReadOnlyList<string> Actual);
