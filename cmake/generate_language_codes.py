"""Writes src/text/languages/language_codes.cpp from two lists that Debian packages:

    python3 cmake/generate_language_codes.py /usr/share/iso-codes/json /usr/share/unicode/cldr > src/text/languages/language_codes.cpp

Which codes there are is said by iso-codes (ISO 639-2, -3 and -5) and by CLDR (unicode-cldr-core), which has withdrawn
ones, too; which of them mean the same, by both. The two together hold every language subtag of IANA's registry.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PRIVATE_USE = [f"q{a}{b}" for a in "abcdefghijklmnopqrst" for b in "abcdefghijklmnopqrstuvwxyz"]  # qaa to qtz
# What tema has is listed under one code for both: Norwegian has both its written forms, and Filipino is Tagalog.
ONE_HERE = {"nb": "no", "nn": "no", "fil": "tl"}


def expanded(ranges):
    """The codes of "aa ab aba~c"."""
    for entry in ranges.split():
        first, _, last = entry.partition("~")
        for c in range(ord(first[-1]), ord(last or first[-1]) + 1):
            yield first[:-1] + chr(c)


def is_code(text):
    return re.fullmatch("[a-z]{2,3}", text) is not None


def iso_codes(folder):
    """The codes of ISO 639, and those of three letters that mean the same as others."""
    codes, same = set(), {}
    for part in "235":
        for entry in json.loads((folder / f"iso_639-{part}.json").read_text())[f"639-{part}"]:
            shortest = entry.get("alpha_2", entry["alpha_3"])
            for key in ("alpha_2", "alpha_3", "bibliographic"):
                if is_code(entry.get(key, "")):
                    codes.add(entry[key])
                    if entry[key] != shortest:
                        same[entry[key]] = shortest
    return codes, same


def cldr_codes(folder):
    validity = ElementTree.parse(folder / "common/validity/language.xml")
    codes = {code for element in validity.iter("id") if element.get("idStatus") not in ("reserved", "private_use")
             for code in expanded(element.text)}
    metadata = ElementTree.parse(folder / "common/supplemental/supplementalMetadata.xml")
    aliases = [(alias.get("type"), alias.get("replacement").split("_")[0], alias.get("reason"))
               for alias in metadata.iter("languageAlias") if is_code(alias.get("type"))]
    return codes | {code for code, _, _ in aliases}, aliases


def languages_here(root):
    """The languages that tema has something for, as src/text/languages/stop_words.cpp lists them."""
    text = (root / "src/text/languages/stop_words.cpp").read_text()
    others = re.search(r'all = \{([^}]*)\}', text).group(1)
    return {path.stem for path in (root / "src/text/languages/stop_words").glob("*.txt")} | set(re.findall('"(.*?)"', others))


def tables(iso_folder, cldr_folder, here):
    codes, same = iso_codes(iso_folder)
    more, aliases = cldr_codes(cldr_folder)
    codes |= more | set(PRIVATE_USE)
    for code, replacement, reason in aliases:
        # A member of a group of languages is read as the group only where tema has that and not the member; and
        # Serbo-Croatian and Tagalog stay what they are.
        is_group_here = reason == "macrolanguage" and replacement in here and code not in here
        if is_group_here or reason in ("deprecated", "overlong", "bibliographic"):
            same.setdefault(code, replacement)
    same.update(ONE_HERE)

    def shortest(code):
        return shortest(same[code]) if code in same else code

    return sorted(codes), {code: shortest(code) for code in sorted(same)}


def literal(words, width=17):
    lines = ['    "' + "".join(words[i:i + width]) + '"' for i in range(0, len(words), width)]
    return "\n".join(lines)


def main():
    root = Path(__file__).parents[1]
    codes, same = tables(Path(sys.argv[1]), Path(sys.argv[2]), languages_here(root))
    print(f"""// Made by cmake/generate_language_codes.py from iso-codes and CLDR (see NOTICE). Not to be changed by hand.
#include "text/languages/language_codes.hpp"

// clang-format off
namespace tema::inline v0::detail {{

const std::string_view language_codes =
{literal([f"{code:3}" for code in codes], 33)};

const std::string_view same_language_codes =
{literal([f"{code:3}{shortest:3}" for code, shortest in same.items()])};

}}  // namespace tema::inline v0::detail""")


if __name__ == "__main__":
    main()
