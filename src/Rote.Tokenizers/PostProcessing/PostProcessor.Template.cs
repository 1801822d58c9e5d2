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
        /// <summary>Compares part by part.</summary>
        /// <param name="other">Another template.</param>
        /// <returns>True when both forms and all special tokens are the same.</returns>
        public bool Equals(Template? other) => other is not null && OneText.SequenceEqual(other.OneText) && TwoTexts.SequenceEqual(other.TwoTexts)
            && Tokens.Count == other.Tokens.Count && Tokens.All(entry => other.Tokens.TryGetValue(entry.Key, out var tokens) && tokens.SequenceEqual(entry.Value));

        /// <inheritdoc/>
        public override int GetHashCode() => OneText.Aggregate(Tokens.Count, HashCode.Combine);

        internal override EncodingBuilder Apply(EncodingBuilder text, bool addSpecialTokens)
        {
            if (!addSpecialTokens)
                return text;
            var whole = OneText[0] is TemplatePart.Text ? text : new EncodingBuilder();
            foreach (var part in OneText)
            {
                if (part is TemplatePart.Special special)
                {
                    foreach (var token in Tokens[special.Name])
                        whole.AddSpecial(token.Id, token.Token);
                }
                else if (whole != text)
                {
                    whole.Append(text);
                }
            }
            return whole;
        }

        internal override IEnumerable<string> Violations(Func<int, string?> tokenOf)
        {
            if (OneText.Count(part => part is TemplatePart.Text { IsSecond: false }) != 1 || OneText.Any(part => part is TemplatePart.Text { IsSecond: true }))
                yield return "the post-processor's template for one text must hold A once and no B.";
            if (TwoTexts.Count(part => part is TemplatePart.Text { IsSecond: false }) != 1 || TwoTexts.Count(part => part is TemplatePart.Text { IsSecond: true }) != 1)
                yield return "the post-processor's template for a pair must hold A once and B once.";
            foreach (string name in OneText.Concat(TwoTexts).OfType<TemplatePart.Special>().Select(part => part.Name).Distinct().Where(name => !Tokens.ContainsKey(name)))
                yield return $"the post-processor's template names the special token '{name}', which its table lacks.";
            foreach (var token in Tokens.Values.SelectMany(tokens => tokens).Distinct().Where(token => tokenOf(token.Id) != token.Token))
                yield return $"the post-processor adds '{token.Token}' as id {token.Id}, which is {(tokenOf(token.Id) is { } other ? $"'{other}'" : "nothing")} in the vocabulary.";
        }
    }
}
