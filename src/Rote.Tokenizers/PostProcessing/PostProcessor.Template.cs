namespace Rote.Tokenizers;

public abstract partial record PostProcessor
{
    /// <summary>Special tokens at fixed places around the text, such as <c>$A &lt;/s&gt;</c>.</summary>
    /// <param name="OneText">The parts for one text; the first text is there once, the second is not.</param>
    /// <param name="TwoTexts">The parts for two texts; each is there once.</param>
    /// <param name="Tokens">What each special token's name stands for: one token or more.</param>
    public sealed record Template(
        IReadOnlyList<TemplatePart> OneText, IReadOnlyList<TemplatePart> TwoTexts, IReadOnlyDictionary<string, IReadOnlyList<TemplateToken>> Tokens) : PostProcessor
    {
        /// <summary>A template that puts a token after each text: <c>A &lt;/s&gt;</c>, and <c>A &lt;/s&gt; B &lt;/s&gt;</c>.</summary>
        /// <param name="end">The token.</param>
        /// <returns>The template, all in segment 0.</returns>
        public static Template EndingWith(TemplateToken end)
        {
            TemplatePart first = new TemplatePart.Text(IsSecond: false), second = new TemplatePart.Text(IsSecond: true), after = new TemplatePart.Special(end.Token);
            return new Template([first, after], [first, after, second, after], new Dictionary<string, IReadOnlyList<TemplateToken>> { [end.Token] = [end] });
        }

        /// <summary>Compares part by part.</summary>
        /// <param name="other">Another template.</param>
        /// <returns>True when both forms and all special tokens are the same.</returns>
        public bool Equals(Template? other) => other is not null && OneText.SequenceEqual(other.OneText) && TwoTexts.SequenceEqual(other.TwoTexts)
            && Tokens.Count == other.Tokens.Count && Tokens.All(entry => other.Tokens.TryGetValue(entry.Key, out var tokens) && tokens.SequenceEqual(entry.Value));

        /// <inheritdoc/>
        public override int GetHashCode() => OneText.Aggregate(Tokens.Count, HashCode.Combine);

        internal override void Apply(LayoutDraft draft, bool addSpecialTokens)
        {
            var parts = new List<LayoutSegment[]>();
            foreach (var part in draft.Parts.Count == 1 ? OneText : TwoTexts)
            {
                if (part is TemplatePart.Text text)
                {
                    int index = text.IsSecond ? 1 : 0;
                    parts.Add([.. draft.Parts[index].Select(segment => segment with { TypeId = text.TypeId, Sequence = index })]);
                }
                else if (addSpecialTokens && part is TemplatePart.Special special)
                {
                    parts.Add([.. Tokens[special.Name].Select(token => new LayoutSegment(token, special.TypeId))]);
                }
            }
            draft.Parts = parts;
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf)
        {
            if (OneText.Count(part => part is TemplatePart.Text { IsSecond: false }) != 1 || OneText.Any(part => part is TemplatePart.Text { IsSecond: true }))
                yield return "the post-processor's template for one text must hold A once and no B.";
            if (TwoTexts.Count(part => part is TemplatePart.Text { IsSecond: false }) != 1 || TwoTexts.Count(part => part is TemplatePart.Text { IsSecond: true }) != 1)
                yield return "the post-processor's template for a pair must hold A once and B once.";
            string[] names = [.. OneText.Concat(TwoTexts).OfType<TemplatePart.Special>().Select(part => part.Name).Distinct()];
            foreach (string name in names.Where(name => !Tokens.ContainsKey(name)))
                yield return $"the post-processor's template names the special token '{name}', which its table lacks.";
            foreach (string wrong in WrongTokens(names.Where(Tokens.ContainsKey).SelectMany(name => Tokens[name]), tokenOf))
                yield return wrong;
        }
    }
}
