using System.Buffers;
using System.Text.Unicode;

namespace Rote.Tokenizers;

public abstract partial record Normalizer
{
    /// <summary>
    /// Rewrites text by a character map that SentencePiece compiled. A short grapheme cluster (under 6 bytes of UTF-8) is looked up whole and then, as longer ones at once,
    /// character by character; the rule of the shortest beginning replaces all that is looked up.
    /// </summary>
    public sealed record Precompiled : Normalizer
    {
        private const int LongestCluster = 5;

        private readonly byte[] _bytes;
        private readonly PrecompiledMap _map;
        private readonly SearchValues<char> _plain;
        private readonly bool _keepsAscii;

        /// <summary>Reads a map.</summary>
        /// <param name="map">The map as a SentencePiece model holds it: up to 8 MiB.</param>
        /// <exception cref="ArgumentException">It is damaged: too long, or a trie or replacements that cannot be used.</exception>
        public Precompiled(ReadOnlySpan<byte> map)
            : this(map, static wrong => new ArgumentException($"`map` cannot be used: {wrong} Give the map of a SentencePiece model.", nameof(map)))
        {
        }

        /// <summary>Reads a map of a file.</summary>
        internal Precompiled(ReadOnlySpan<byte> map, Func<string, Exception> fail)
        {
            _map = PrecompiledMap.Create(map, fail);
            _bytes = map.ToArray();
            char[] plain = [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(unit => !_map.TryReplace([(byte)unit], out _)).Select(unit => (char)unit)];
            _plain = SearchValues.Create(plain);
            _keepsAscii = plain.Length == '~' - ' ' + 1;
        }

        /// <summary>The map.</summary>
        public ReadOnlyMemory<byte> Map => _bytes;

        /// <summary>Compares the maps.</summary>
        /// <param name="other">Another one.</param>
        /// <returns>True when the maps are the same.</returns>
        public bool Equals(Precompiled? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(_bytes);
            return hash.ToHashCode();
        }

        internal override bool KeepsWordsApart => _keepsAscii;

        // See PrecompiledEditor.
        internal override bool CanSlip => true;

        internal override Piece Apply(Piece piece)
        {
            var text = piece.Span;
            PrecompiledEditor? editor = null;
            for (int at = 0; at < text.Length;)
            {
                // Plain characters stay; but the last of them may form a cluster with what follows.
                int plain = text[at..].IndexOfAnyExcept(_plain);
                if (plain < 0)
                    break;
                at += Math.Max(plain - 1, 0);
                int end = at + Graphemes.LengthOfFirst(text[at..]);
                CodePoint.At(text, at, out int width);
                if (TryReplace(text[at..end], out var replacement))
                    (editor ??= new PrecompiledEditor(piece)).Replace(at, end, replacement);
                else if (at + width < end)
                    ReplaceOneByOne(piece, at, end, ref editor);
                at = end;
            }
            return editor?.Finish() ?? piece;
        }

        private void ReplaceOneByOne(Piece piece, int at, int end, ref PrecompiledEditor? editor)
        {
            while (at < end)
            {
                CodePoint.At(piece.Span, at, out int width);
                if (TryReplace(piece.Span.Slice(at, width), out var replacement))
                    (editor ??= new PrecompiledEditor(piece)).Replace(at, at + width, replacement);
                at += width;
            }
        }

        private bool TryReplace(ReadOnlySpan<char> text, out ReadOnlySpan<byte> replacement)
        {
            Span<byte> bytes = stackalloc byte[LongestCluster];
            replacement = default;
            return Utf8.FromUtf16(text, bytes, out _, out int length) == OperationStatus.Done && _map.TryReplace(bytes[..length], out replacement);
        }
    }
}
