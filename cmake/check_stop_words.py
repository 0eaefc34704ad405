"""Looks through src/text/languages/stop_words for words that carry content:

    python3 cmake/check_stop_words.py /usr/share/unicode/cldr

against a second source, CLDR (Debian's packages unicode-cldr-core): a stop word should be no name of a country, a city,
a language, a currency, a month or a day, and no name of an emoji, which are names of things. The Malay list is compared
with its kin's, too: what the Indonesian list has not must be among MALAY. Prints each word that fails, and ends with
status 1 if there is one. A word that is both is allowed in ALLOWED, with what it is besides.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NAMES = ["localeDisplayNames/territories/territory", "localeDisplayNames/languages/language",
         "numbers/currencies/currency/displayName", "dates/timeZoneNames/zone/exemplarCity",
         "dates/calendars/calendar[@type='gregorian']/months/monthContext/monthWidth[@type='wide']/month",
         "dates/calendars/calendar[@type='gregorian']/days/dayContext/dayWidth[@type='wide']/day"]
FIRST_PICTOGRAPH = 0x2300

ALLOWED = {
    "af": "om",  # in order to
    "ar": "ضد",  # against
    "bg": "май",  # perhaps
    "bn": "দুটো",  # two
    "br": "du eor klek mui nemet ran razh skouer stad ti toull vi",  # left to someone who knows the language
    "ca": "sols sobre",  # only; on
    "da": "får kom om",  # gets, came, about
    "de": "ei elf mal",  # oh, eleven, once
    "el": "πλην σαν συν",  # except, as, with
    "en": "man may minus us",
    "es": "dado menos más sobre",  # given, less, more, on
    "eu": "hari",  # to that one
    "fa": "در رسید",  # in; arrived
    "fi": "alas luo oman toista vai voi ylös",  # down, to, own, another, or, can, up
    "fr": "moins plus stop",
    "ga": "na",  # of the
    "gl": "polo sobre",  # by the; on
    "he": "אף לאו למה פה",  # even, no, why, here
    "hr": "ga kada kako nama",  # him, when, how, us
    "hu": "belém lett volt",  # into me, became, was
    "id": "akan bagi ga kurang lima tambah",  # will, for, not, less, five, adds
    "it": "ancora ci nome vai",  # still, us, name, you go
    "ko": "곧 기타 자",  # soon, others, now then
    "lt": "gana vai",  # enough; oh
    "mr": "अधिक",  # more
    "ms": "akan dari lima",  # will, from, five
    "no": "kom man om",  # came, one, about
    "pt": "nome vai",  # name, goes
    "ro": "cita mai plus",  # quotes, more, plus
    "ru": "ком того",  # whom, that
    "sk": "kom mali",  # whom, had
    "sl": "ga kako pa",  # him, how, but
    "sv": "man",  # one
    "sw": "basi wake",  # so; his
    "th": "ขึ้น เปิด",  # up, open
    "tr": "gine",  # again
    "ur": "لو پر",  # take; on
    "vi": "người",  # classifier of persons
    "zh": "乘 呵呵 哈哈 啊 嘿嘿 眨眼 除",  # interjections, and words of arithmetic
}

# Words of function of Malay that Indonesian has otherwise, or writes otherwise.
MALAY = """adakah andai awak baharu bahawa baru-baru berbanding berdasarkan berhubung berikutan berkaitan bilakah bilamana
dah dek engkau enam hadapan iaitu ianya jua juta kalangan kalau-kalau kali kau kedua-dua kerana kerap lepas luar macam mahu mahupun
memandangkan menerusi mesti mengikut menjelang nak ni orang pelbagai peratus perkara ramai sahaja sebahagian sebarang segi
sekiranya selepas semalam sesiapa sungguhpun tak tiada tu usah walaupun walhal ya""".split()


def names_of(cldr, language):
    names = set()
    main = cldr / f"common/main/{language}.xml"
    if main.exists():
        root = ElementTree.parse(main).getroot()
        names |= {element.text for path in NAMES for element in root.findall(path)}
    emoji = cldr / f"common/annotations/{language}.xml"
    if emoji.exists():
        names |= {element.text for element in ElementTree.parse(emoji).iter("annotation")
                  if element.get("type") == "tts" and ord(element.get("cp")[0]) >= FIRST_PICTOGRAPH}
    return {name.lower() for name in names if name}


def words_of(path):
    return set(path.read_text(encoding="utf-8").split("\n")) - {""}


def main():
    cldr = Path(sys.argv[1])
    lists = Path(__file__).parents[1] / "src/text/languages/stop_words"
    failures = []
    for path in sorted(lists.glob("*.txt")):
        found = words_of(path) & names_of(cldr, path.stem) - set(ALLOWED.get(path.stem, "").split())
        failures += [f"{path.stem}: {word} is the name of something" for word in sorted(found)]
    alone = words_of(lists / "ms.txt") - words_of(lists / "id.txt") - set(MALAY)
    failures += [f"ms: {word} is no word of function in Indonesian" for word in sorted(alone)]
    print("\n".join(failures) or "No stop word names anything.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
