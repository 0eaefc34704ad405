"""Writes src/text/unicode/break_tables.cpp from the Unicode Character Database:

    python3 cmake/generate_break_tables.py /usr/share/unicode > src/text/unicode/break_tables.cpp

(Debian's package unicode-data has the files of Unicode 15.0.) The classes are those of src/text/unicode/break_tables.hpp.
"""

import sys
from pathlib import Path

BLOCK = 128
CODE_POINTS = 0x110000
TWO_BYTE_BLOCKS = 0x800 // BLOCK  # kept in order, so that these code points need no index


def ranges(path):
    """(first, last, property) of each line of a file of the database, and its version."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        yield int(first, 16), int(last or first, 16), fields[1]


def property_of(path, default="Other"):
    values = [default] * CODE_POINTS
    for first, last, value in ranges(path):
        values[first:last + 1] = [value] * (last - first + 1)
    return values


def members(path, name):
    return {c for first, last, value in ranges(path) if value == name for c in range(first, last + 1)}


def version(path):
    first_line = path.read_text(encoding="utf-8").splitlines()[0]  # "# WordBreakProperty-15.0.0.txt"
    return first_line.split("-")[1].removesuffix(".txt")


def word_classes(ucd):
    """The Word_Break property; what it calls Other is told apart by what is a word of its own, or an emoji."""
    breaks = property_of(ucd / "auxiliary/WordBreakProperty.txt")
    scripts = property_of(ucd / "Scripts.txt")
    line_breaks = property_of(ucd / "extracted/DerivedLineBreak.txt")
    alphabetic = members(ucd / "DerivedCoreProperties.txt", "Alphabetic")
    ideographic = members(ucd / "PropList.txt", "Ideographic")
    pictographic = members(ucd / "emoji/emoji-data.txt", "Extended_Pictographic")
    emoji = members(ucd / "emoji/emoji-data.txt", "Emoji_Presentation")
    names = {"ALetter": "letter", "Format": "extend", "CR": "line_end", "LF": "line_end", "Newline": "line_end",
             "WSegSpace": "space", "ZWJ": "joiner"}

    def class_of(c):
        if c == 0x202F:  # a space, which Unicode 15.0 joins to words for the sake of Mongolian suffixes
            return "other"
        value = breaks[c]
        if value == "Katakana":
            # The marks that ICU's dictionary takes along with the script.
            return "katakana" if scripts[c] == "Katakana" or c in (0x30FC, 0xFF70) else "kana_mark"
        if value == "ALetter" and c in pictographic:
            return "pictographic_letter"
        if value != "Other":
            return names.get(value, value.lower())
        if scripts[c] == "Han":
            return "han"
        if scripts[c] == "Hiragana":
            return "hiragana"
        if scripts[c] in ("Thai", "Lao", "Khmer", "Myanmar") and line_breaks[c] == "SA":
            return "complex_letter"
        if c in emoji:
            return "emoji"
        if c in pictographic:
            return "pictographic"
        if c in ideographic:
            return "single_ideograph"
        return "single_letter" if c in alphabetic else "other"

    return [class_of(c) for c in range(CODE_POINTS)]


def sentence_classes(ucd):
    return [value.lower() for value in property_of(ucd / "auxiliary/SentenceBreakProperty.txt")]


def grapheme_classes(ucd):
    breaks = property_of(ucd / "auxiliary/GraphemeBreakProperty.txt")
    pictographic = members(ucd / "emoji/emoji-data.txt", "Extended_Pictographic")
    return ["pictographic" if value == "Other" and c in pictographic else value.lower()
            for c, value in enumerate(breaks)]


def enumerators(header, name):
    """The enumerators of `enum class name` in the header, in their order."""
    body = header.split(f"enum class {name} ")[1].split("{")[1].split("}")[0]
    lines = (line.split("//")[0] for line in body.splitlines())
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]


def two_stages(values):
    blocks, numbers, index = [], {}, []
    for begin in range(0, CODE_POINTS, BLOCK):
        block = tuple(values[begin:begin + BLOCK])
        if block not in numbers or begin // BLOCK < TWO_BYTE_BLOCKS:
            numbers.setdefault(block, len(blocks))
            index.append(len(blocks))
            blocks.append(block)
        else:
            index.append(numbers[block])
    assert len(blocks) <= 256
    return index, [value for block in blocks for value in block]


def array(name, values):
    lines = [f"const std::uint8_t {name}[{len(values)}] = {{"]
    for begin in range(0, len(values), 64):
        lines.append(",".join(map(str, values[begin:begin + 64])) + ",")
    return "\n".join(lines + ["};"])


def main():
    ucd = Path(sys.argv[1])
    header = (Path(__file__).parents[1] / "src/text/unicode/break_tables.hpp").read_text()
    print(f"""// Made by cmake/generate_break_tables.py from the Unicode Character Database, version {version(ucd / "auxiliary/WordBreakProperty.txt")}
// (Copyright 1991-2022 Unicode, Inc.; see NOTICE). Not to be changed by hand.
#include "text/unicode/break_tables.hpp"

// clang-format off
namespace tema::inline v0::detail {{

const char break_tables_version[] = "{version(ucd / "auxiliary/WordBreakProperty.txt")}";
""")
    for name, enum, values in [("word", "WordClass", word_classes(ucd)),
                               ("sentence", "SentenceClass", sentence_classes(ucd)),
                               ("grapheme", "GraphemeClass", grapheme_classes(ucd))]:
        numbers = {enumerator: i for i, enumerator in enumerate(enumerators(header, enum))}
        index, blocks = two_stages([numbers[value] for value in values])
        print(array(f"{name}_index", index) + "\n")
        print(array(f"{name}_blocks", blocks) + "\n")
    print("}  // namespace tema::inline v0::detail")


if __name__ == "__main__":
    main()
