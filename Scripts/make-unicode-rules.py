#!/usr/bin/env python3
"""Write Sources/Tokenizers/UnicodeRules+Data.swift: what BERT's normaliser does to each Unicode scalar.

Needs: pip install tokenizers
The rules are read off Hugging Face `tokenizers` by asking it about each of the 1,112,064 scalars, because its tables
are those of several Unicode versions at once, none of which is that of Swift's standard library.

  python3 Scripts/make-unicode-rules.py [OUTPUT]
"""
import sys
import unicodedata
from pathlib import Path

import tokenizers
from tokenizers.normalizers import NFD, BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

OUTPUT = Path(__file__).parent.parent / "Sources/Tokenizers/UnicodeRules+Data.swift"
whole = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
clean = BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
strip = BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
chinese = BertNormalizer(clean_text=False, handle_chinese_chars=True, strip_accents=False, lowercase=False)
nfd, split = NFD(), BertPreTokenizer()
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)

# One scalar of each canonical combining class that the normaliser knows, in the order of the classes.
classes = {}
for scalar in SCALARS:
    character, value = chr(scalar), unicodedata.combining(chr(scalar))
    known = nfd.normalize_str("a\u0345" + character) == "a" + character + "\u0345" or value == 240
    if value and known and nfd.normalize_str(character) == character:
        classes.setdefault(value, character)
RULERS = sorted(classes.items())


def swaps(first, second):
    """Whether canonical ordering puts `second` before `first`."""
    return nfd.normalize_str("a" + first + second)[1:] == second + first and first != second


def combining_class(character):
    """The canonical combining class that the normaliser's own table gives a scalar that NFD does not change."""
    if nfd.normalize_str(character) != character:
        return 0
    below = [value for value, ruler in RULERS if swaps(character, ruler)]
    above = [value for value, ruler in RULERS if swaps(ruler, character)]
    if not below and not above:
        return 0
    equal = [value for value, _ in RULERS if value not in below and value not in above]
    assert len(equal) == 1, (hex(ord(character)), equal)
    return equal[0]


def hangul(scalar):
    index = scalar - 0xAC00
    parts = [0x1100 + index // 588, 0x1161 + index % 588 // 28]
    return parts + ([0x11A7 + index % 28] if index % 28 else [])


def ranges(scalars):
    """`41-5A 61` out of the numbers themselves."""
    runs = []
    for scalar in sorted(scalars):
        if runs and runs[-1][1] == scalar - 1:
            runs[-1][1] = scalar
        else:
            runs.append([scalar, scalar])
    return [f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in runs]


def mappings(pairs):
    """`41-5A>61`: consecutive scalars that become consecutive single scalars; else `1E9B>73.323`."""
    runs = []
    for scalar, to in sorted(pairs.items()):
        last = runs[-1] if runs else None
        if last and len(to) == 1 == len(last[2]) and last[1] == scalar - 1 \
                and to[0] - last[2][0] == scalar - last[0]:
            last[1] = scalar
        else:
            runs.append([scalar, scalar, to])
    return [(f"{a:X}" if a == b else f"{a:X}-{b:X}") + ">" + ".".join(f"{t:X}" for t in to) for a, b, to in runs]


remove, space, punctuation, ideographs, marks, barriers, order, maps = set(), set(), set(), set(), set(), set(), {}, {}
for scalar in SCALARS:
    character = chr(scalar)
    cleaned = clean.normalize_str(character)
    if cleaned == "":
        remove.add(scalar)
        continue
    if cleaned == " ":
        space.add(scalar)
        continue
    assert cleaned == character
    if chinese.normalize_str(character) != character:
        assert chinese.normalize_str(character) == f" {character} "
        ideographs.add(scalar)
    if nfd.normalize_str(character) == character and strip.normalize_str(character) == "":
        (marks if combining_class(character) else barriers).add(scalar)
        continue
    result = [ord(c) for c in whole.normalize_str(character).strip(" ")]
    if scalar in HANGUL:
        assert result == hangul(scalar)
    elif result != [scalar]:
        maps[scalar] = result
    if result == [scalar]:
        if combining_class(character):
            order[scalar] = combining_class(character)
        pieces = split.pre_tokenize_str("a" + character + "a")
        if len(pieces) == 3:
            punctuation.add(scalar)
        else:
            assert len(pieces) == 1, hex(scalar)

# What a mapping gives must itself be a scalar that is kept as it is.
for scalar, result in maps.items():
    for part in result:
        assert part not in remove | space | marks | barriers and part not in maps, (hex(scalar), hex(part))

sections = {
    "removed": ranges(remove),
    "spaces": ranges(space),
    "punctuation": ranges(punctuation),
    "ideographs": ranges(ideographs),
    "marks": ranges(marks),
    "starterMarks": ranges(barriers),
    "order": [f"{s}>{v:X}" for v in sorted(set(order.values())) for s in ranges(k for k in order if order[k] == v)],
    "mappings": mappings(maps),
}
NOTES = {
    "removed": "Scalars that vanish: controls, format characters, private use, U+FFFD.",
    "spaces": "Scalars that become a space.",
    "punctuation": "Scalars that are a word of their own.",
    "ideographs": "Scalars that get a space on each side before anything else happens to them.",
    "marks": "Marks of category Mn that vanish.",
    "starterMarks": "Marks of category Mn that vanish and whose combining class is 0: ordering stops at them.",
    "order": "Scalars that stay and whose canonical combining class is not 0, with that class.",
    "mappings": "Scalars that become others (decomposed, no marks, lower case); Hangul is computed.",
}
lines = [
    f"// Generated by Scripts/make-unicode-rules.py from what tokenizers {tokenizers.__version__} does.",
    "// Every number is a Unicode scalar in hexadecimal. Not edited by hand.",
    "",
    "extension UnicodeRules {",
]
for name, words in sections.items():
    lines += [f"    /// {NOTES[name]}", f'    static let {name}: StaticString = """']
    line = "       "
    for word in words:
        if len(line) + len(word) + 3 > 100:
            lines.append(line + " \\")
            line = "       "
        line += " " + word
    lines += [line, '        """', ""]
lines[-1:] = ["}", ""]
output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
output.write_text("\n".join(lines), encoding="utf8")
print({name: len(words) for name, words in sections.items()}, output.stat().st_size, "bytes")
