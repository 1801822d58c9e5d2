"""Makes normalization-table.txt: python3 make_table.py ../../../tests/goldens/tokenizers/components/characters.json.gz

The source is the Unicode Character Database as Python's unicodedata holds it (14.0.0), cut down to what Hugging Face's normalizers know (Unicode 9):
the reference file says which characters they leave alone and which marks they know.
"""
import gzip
import json
import pathlib
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "the reference file lists differences from Unicode 14.0.0"
reference = json.load(gzip.open(sys.argv[1]))


def members(name):
    for span in reference[name]:
        first, last = span.split("-")[0], span.split("-")[-1]
        yield from range(int(first, 16), int(last, 16) + 1)


def left_alone(form):
    return {int(code, 16) for code, _ in reference[f"{form}_differs_from_unicode_14.0.0"]}


lines = [
    "# Unicode normalization as Hugging Face's tokenizers know it (Unicode 9). Hexadecimal; Hangul syllables are computed, not listed.",
    "# m first last class    marks and their canonical combining class",
    "# c composed first second    canonical decomposition that is undone by composition; d: one that is not",
    "# k character replacement...    compatibility decomposition",
]

marks = sorted(members("strip_accents_removed"))
start = 0
for i, mark in enumerate(marks):
    same = i + 1 < len(marks) and marks[i + 1] == mark + 1 and unicodedata.combining(chr(marks[i + 1])) == unicodedata.combining(chr(mark))
    if not same:
        lines.append(f"m {marks[start]:X} {mark:X} {unicodedata.combining(chr(mark)):X}")
        start = i + 1

for code in range(0x110000):
    text = unicodedata.decomposition(chr(code)) if not 0xD800 <= code < 0xE000 else ""
    if not text:
        continue
    parts = text.split()
    if parts[0].startswith("<"):
        if code not in left_alone("NFKD"):
            lines.append(f"k {code:X} " + " ".join(f"{int(part, 16):X}" for part in parts[1:]))
    elif code not in left_alone("NFD"):
        pair = "".join(chr(int(part, 16)) for part in parts)
        kind = "c" if len(parts) == 2 and unicodedata.normalize("NFC", pair) == chr(code) else "d"
        lines.append(f"{kind} {code:X} " + " ".join(f"{int(part, 16):X}" for part in parts))

pathlib.Path(__file__).with_name("normalization-table.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
