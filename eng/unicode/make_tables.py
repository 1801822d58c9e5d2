"""Makes the tables of src/Rote.Tokenizers/Unicode: python3.11 eng/unicode/make_tables.py (needs the package regex 2026.5.9, and perl 5.36)

Hugging Face's tokenizers ask several libraries about characters, and each knows another Unicode. What they say of every single character was measured
(tests/goldens/tokenizers/components/characters.json.gz); the Unicode Character Database says the rest, in the versions that Python and perl hold:

    traits           measured; categories of Unicode 16 (Oniguruma): the package regex, without what that Unicode did not have
    graphemes        Unicode 17 (the crate unicode-segmentation): the package regex 2026.5.9
    scripts          Unicode 9 (tokenizers' own table): perl 5.36, cut down to what is that old
    lowercase        Unicode 17 (Rust): Unicode 14 in Python's unicodedata, and the differences, which are measured
    normalization    Unicode 14 in Python's unicodedata, cut down to what is measured to change (about Unicode 9)
"""
import gzip
import json
import pathlib
import struct
import subprocess
import unicodedata

import regex

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/Rote.Tokenizers/Unicode"
POINTS = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
BLOCK = 256

assert unicodedata.unidata_version == "14.0.0", "the reference lists differences from Unicode 14.0.0"
assert regex.__version__ == "2026.5.9", "Unicode 17"
assert subprocess.run(["perl", "-MUnicode::UCD", "-e", "print Unicode::UCD::UnicodeVersion()"], capture_output=True, text=True).stdout == "14.0.0"
reference = json.load(gzip.open(ROOT / "tests/goldens/tokenizers/components/characters.json.gz"))


def measured(name):
    ends = [(span.split("-")[0], span.split("-")[-1]) for span in reference[name]]
    return {code for first, last in ends for code in range(int(first, 16), int(last, 16) + 1)}


def matching(pattern):
    return {ord(found) for found in regex.findall(pattern, "".join(map(chr, POINTS)))}


def array(values, form):
    """A length and numbers, little-endian."""
    return struct.pack("<i", len(values)) + struct.pack(f"<{len(values)}{form}", *values)


def two_stages(values, form):
    """The number of the block of each 256 characters, and the blocks."""
    flat = [values.get(code, 0) for code in range(0x110000)]
    numbers, order = {}, []
    for start in range(0, len(flat), BLOCK):
        order.append(numbers.setdefault(tuple(flat[start : start + BLOCK]), len(numbers)))
    assert len(numbers) <= 256
    return array(order, "B") + array([value for block in numbers for value in block], form)


def write(name, *parts):
    data = b"".join(parts)
    (FOLDER / name).write_bytes(data)
    print(f"{name}: {len(data):,} bytes")


# The order of .NET's UnicodeCategory.
CATEGORIES = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".split()

# The order of CharacterTraits, from bit 8 on.
TRAITS = [
    measured("regex_p_L"),
    measured("regex_p_M"),
    measured("regex_p_N"),
    measured("regex_d"),
    measured("regex_w"),
    measured("regex_s"),
    measured("word_of_Whitespace"),
    measured("numeric_of_Digits"),
    measured("punctuation"),
    measured("bert_clean_text_removed"),
    measured("bert_clean_text_to_space") | {0x20},
    measured("bert_chinese"),
    measured("bert_strip_accents_removed"),
    measured("strip_accents_removed"),
]


def traits():
    known = set.union(*(measured(f"regex_p_{group}") for group in "LMNPS"))
    category = {code: CATEGORIES.index("Cn") for code in POINTS}
    category |= {code: CATEGORIES.index("Cs") for code in range(0xD800, 0xE000)}
    for name in CATEGORIES[:-1]:
        for code in matching(rf"\p{{gc={name}}}") & (known if name[0] in "LMNPS" else set(POINTS)):
            category[code] = CATEGORIES.index(name)
    # The one letter that Unicode 17 moved.
    category[0x0295] = CATEGORIES.index("Ll")
    records, values = {}, {}
    for code, kind in category.items():
        record = kind | sum(1 << 8 + bit for bit, members in enumerate(TRAITS) if code in members)
        values[code] = records.setdefault(record, len(records))
    assert len(records) <= 256
    write("traits.bin", two_stages(values, "B"), array(list(records), "I"))


# The order of GraphemeClass.
GRAPHEMES = [
    r"\p{GCB=CR}", r"\p{GCB=LF}", r"\p{GCB=Control}", r"[\p{GCB=Extend}--\p{InCB=Extend}--\p{InCB=Linker}]", r"[\p{GCB=Extend}&&\p{InCB=Extend}]",
    r"[\p{GCB=Extend}&&\p{InCB=Linker}]", r"\p{GCB=ZWJ}", r"\p{GCB=Regional_Indicator}", r"\p{GCB=Prepend}", r"\p{GCB=SpacingMark}",
    r"\p{GCB=L}", r"\p{GCB=V}", r"\p{GCB=T}", r"\p{GCB=LV}", r"\p{GCB=LVT}", r"\p{Extended_Pictographic}", r"\p{InCB=Consonant}",
]


def graphemes():
    values = {}
    for number, pattern in enumerate(GRAPHEMES, 1):
        found = matching("(?V1)" + pattern)
        assert found and not found & values.keys()
        values |= dict.fromkeys(found, number)
    write("graphemes.bin", two_stages(values, "B"))


def perl_map(name):
    """The values of a property by character, of the Unicode that perl has."""
    program = "use Unicode::UCD qw(prop_invmap); my ($starts, $values) = prop_invmap($ARGV[0]); print qq($starts->[$_] $values->[$_]\n) for 0..$#$starts"
    lines = subprocess.run(["perl", "-e", program, name], check=True, capture_output=True, text=True).stdout.splitlines()
    spans = [line.split() for line in lines]
    ends = [int(start) for start, _ in spans[1:]] + [0x110000]
    return {code: value for (start, value), end in zip(spans, ends) for code in range(int(start), end)}


def scripts():
    age, script = perl_map("Age"), perl_map("Script")
    # Four that Unicode moved after version 9.
    script |= {0x0589: "Common", 0x061C: "Common", 0x0953: "Devanagari", 0x0954: "Devanagari"}
    # What the splitting by scripts takes for one: the three of Japanese. A space, and what has no script, goes with any.
    script |= {code: "Han" for code, name in script.items() if name in ("Hiragana", "Katakana")} | {0x30FC: "Han", 0x20: "Unknown"}
    old = {code: script[code] for code in POINTS if age[code] != "Unassigned" and float(age[code]) <= 9 and script[code] != "Unknown"}
    numbers = {name: number for number, name in enumerate(sorted(set(old.values())), 1)}
    write("scripts.bin", two_stages({code: numbers[name] for code, name in old.items()}, "B"))


def lowercase():
    """Character by character, hence without the rule for a sigma at a word's end. Of İ, the only one that becomes two, this is the first."""
    newer = {int(code, 16): text for code, text in reference["lowercase_differs_from_python"]}
    steps = {code: ord(newer.get(code, chr(code).lower())[0]) - code for code in POINTS}
    assert [code for code in POINTS if len(newer.get(code, chr(code).lower())) > 1] == [0x130]
    assert all((code > 0xFFFF) == (code + step > 0xFFFF) for code, step in steps.items()), "as long in UTF-16"
    numbers = {0: 0}
    values = {code: numbers.setdefault(step, len(numbers)) for code, step in steps.items()}
    write("lowercase.bin", two_stages(values, "B"), array(list(numbers), "i"))


# Hangul syllables are computed, not listed; the letters that complete one are what may change.
HANGUL_LATER = set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))


class Pool:
    """Lists of numbers behind one another, each after its length; number 0 is the empty one."""

    def __init__(self):
        self.numbers, self.starts = [0], {(): 0}

    def add(self, items):
        key = tuple(items)
        if key not in self.starts:
            self.starts[key] = len(self.numbers)
            self.numbers += [len(key), *key]
        return self.starts[key]


def utf16(text):
    return struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))


def normalization():
    left_alone = {form: {int(code, 16) for code, _ in reference[f"{form}_differs_from_unicode_14.0.0"]} for form in ("NFD", "NFKD")}
    marks = {code: unicodedata.combining(chr(code)) for code in measured("strip_accents_removed")}
    canonical, compatible, pairs = {}, {}, {}
    for code in POINTS:
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        if kind.startswith("<"):
            if code not in left_alone["NFKD"]:
                compatible[code] = "".join(chr(int(part, 16)) for part in parts)
        elif kind and code not in left_alone["NFD"]:
            canonical[code] = "".join(chr(int(part, 16)) for part in [kind, *parts])
            if len(parts) == 1 and unicodedata.normalize("NFC", canonical[code]) == chr(code):
                pairs[tuple(map(ord, canonical[code]))] = code

    def whole(code, tables):
        found = next((table[code] for table in tables if code in table), None)
        return chr(code) if found is None else "".join(whole(ord(part), tables) for part in found)

    later = {second for _, second in pairs} | HANGUL_LATER
    undone = set(pairs.values())
    texts, compositions, records, values = Pool(), Pool(), {0: 0}, {}
    for code in sorted(marks.keys() | canonical.keys() | compatible.keys() | later | {first for first, _ in pairs}):
        narrow, wide = whole(code, [canonical]), whole(code, [canonical, compatible])
        own = sorted((second, result) for (first, second), result in pairs.items() if first == code)
        # Bit by form, in the order C, D, KC, KD: text that holds this character may change.
        mark = marks.get(code, 0)
        composes = mark or code in later or (code in canonical and code not in undone)
        flags = [composes, mark or narrow != chr(code), composes or wide != narrow, mark or wide != chr(code)]
        fields = [
            mark | sum(1 << 8 + bit for bit, flag in enumerate(flags) if flag),
            texts.add(utf16(narrow if narrow != chr(code) else "")),
            texts.add(utf16(wide if wide != chr(code) else "")),
            compositions.add([number for pair in own for number in pair]),
        ]
        record = int.from_bytes(struct.pack("<4H", *fields), "little")
        values[code] = records.setdefault(record, len(records))
    write("normalization.bin", two_stages(values, "H"), array(list(records), "Q"), array(texts.numbers, "H"), array(compositions.numbers, "i"))


FOLDER.mkdir(exist_ok=True)
traits()
graphemes()
scripts()
lowercase()
normalization()
