namespace Rote.Tokenizers;

public abstract partial record SplitPattern
{
    /// <summary>A regular expression in the syntax of Oniguruma, which Hugging Face's tokenizers use.</summary>
    /// <remarks>
    /// The patterns of well-known tokenizers (GPT-2, GPT-4, GPT-4o, Llama 3, Qwen 2, CLIP, DeepSeek 3) and runs of one set of characters are matched by hand, in linear
    /// time. Others are translated to .NET's engine, which backtracks; what takes it longer than some seconds ends in a <see cref="TimeoutException"/>. <c>\p</c>, <c>\w</c>, <c>\s</c> and <c>\d</c> are those of Oniguruma, Unicode 16. What cannot be translated
    /// faithfully is refused: repetitions of what may be empty or is lazy, letters outside ASCII without regard to case, lookarounds and atomic groups in a
    /// lookbehind, <c>\G \K \X \y \k \g</c>, conditions, calls, absences, the options other than <c>i</c> and <c>m</c>, scripts other than those of Chinese, Japanese
    /// and Korean.
    /// </remarks>
    public sealed record RegularExpression : SplitPattern
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

        private readonly WordPattern? _words;
        private readonly TranslatedRegex? _translated;

        /// <summary>Makes the pattern.</summary>
        /// <param name="text">The regular expression.</param>
        /// <exception cref="ArgumentException">It is not valid, or not supported; the message says what and where.</exception>
        public RegularExpression(string text)
            : this(text, wrong => new ArgumentException($"`text`: {wrong}", nameof(text)))
        {
        }

        internal RegularExpression(string text, Func<string, Exception> fail)
        {
            ArgumentNullException.ThrowIfNull(text);
            Text = text;
            _words = WordPattern.Of(text);
            if (_words is not null)
                return;
            var node = RegexParser.Parse(text, fail);
            _words = CharacterRuns.Of(node);
            _translated = _words is null ? new TranslatedRegex(text, node, Limit, fail) : null;
        }

        /// <summary>The regular expression.</summary>
        public string Text { get; }

        /// <summary>The matcher of a pattern that is matched by hand; null for one that is translated.</summary>
        internal WordPattern? Words => _words;

        /// <summary>Compares the texts.</summary>
        /// <param name="other">Another regular expression.</param>
        /// <returns>True when they are the same.</returns>
        public bool Equals(RegularExpression? other) => other is not null && Text == other.Text;

        /// <inheritdoc/>
        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

        internal override int Next(ReadOnlySpan<char> text, int from, ref MatchClock clock, out int end) =>
            _words is not null ? _words.Next(text, from, out end) : _translated!.Next(text, from, ref clock, out end);
    }
}
