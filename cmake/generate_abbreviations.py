"""Writes the lists in src/text/languages/abbreviations, but for the one of Indonesian and Malay, which is made by hand:

    python3 cmake/generate_abbreviations.py /usr/share/unicode/cldr

They are CLDR's, after which sentences do not end (common/segments in Debian's package unicode-cldr-core), without those
that are words as well, as the stop-word lists tell, and without those of several words; and with those of ADDED, which
CLDR has not. One that has another mark than "." and "-" ("c/c."), or is too long, is left out: the library looks for none
of these (last_word in src/text/unicode/abbreviations.cpp).
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TITLES = ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Jr.", "Sr."]
ADDED = {
    "de": ["Prof.", "Tel.", "Dir.", "z.B.", "i.d.R.", "Bd.", "bzw.", "ca.", "etc.#", "usw.#"],
    "en": TITLES + ["Gen.", "Gov.", "Sen.", "Messrs.", "Bros.", "Corp.", "Inc.", "Ltd.", "Co.", "Ave.", "Blvd.", "Rd.", "Lieut.",
                    "Cmdr.", "Supt.", "Hon.", "Apr.", "Oct.", "No.#", "p.#", "pp.", "vol.#", "Fig.", "cf.", "i.e.", "e.g.", "approx."],
    "es": ["Dr.", "Prof.", "Gral.", "pág.", "núm.", "tel.", "aprox.", "etc.#", "p.ej.", "EE.UU."],
    "fr": ["Dr.", "sept.", "Pr.", "St.", "Ste.", "M.", "Mme.", "Mlle.", "cf.", "p.#", "vol.#", "av.", "bd.", "tél.", "env."],
    "it": ["Dr.", "Sig.", "sig.", "Prof.", "Dott.", "Avv.", "pagg.", "cfr.", "ecc.#", "tel."],
    "nl": ["Dr.", "Prof.", "Mr.", "Ir.", "Drs.", "Ing.", "St.", "dhr.", "mevr.", "mw.", "bijv.", "ca.", "nr.", "blz.", "jl.",
           "resp.", "o.a.", "d.w.z.", "t.a.v.", "i.p.v.", "m.b.t.", "t.g.v.", "e.d."],
    "pt": ["Sr.", "dez.", "Sra.", "Srta.", "núm.", "aprox.", "etc.#"],
    "ru": ["г.", "гг.#", "им.", "стр.", "рис.", "см.", "др.#", "т.е.", "т.д.#", "т.п.#", "млн.", "млрд.", "акад.", "доц."],
}


LONGEST = 16  # bytes, as Abbreviations::longest


def can_match(entry):
    word = entry.removesuffix(".")
    return word != entry and len(word.encode()) <= LONGEST and all(c.isalpha() or c in ".-" for c in word)


def suppressions(path):
    return [element.text for element in ElementTree.parse(path).iter("suppression")] if path.exists() else []


def stop_words(folder, language):
    path = folder / f"{language}.txt"
    return set(path.read_text(encoding="utf-8").split("\n")) if path.exists() else set()


def main():
    cldr = Path(sys.argv[1]) / "common/segments"
    text = Path(__file__).parents[1] / "src/text"
    for language, added in ADDED.items():
        words = {word for word in stop_words(text / "stop_words", language) if len(word) > 1}
        ours = {entry.removesuffix("#") for entry in added}
        listed = {entry for entry in suppressions(cldr / f"{language}.xml") if can_match(entry)
                  and entry not in ours and entry[:-1].lower() not in words}
        lines = sorted(listed | set(added))
        (text / "abbreviations" / f"{language}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
